// Judge of the calendar entries: ical.js, which Thunderbird reads calendars with.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const path = join(process.env.JUDGES_TOOLS, "node_modules", "ical.js", "dist", "ical.js");
const { default: ICAL } = await import(pathToFileURL(path));

export async function judgeCalendars(files, report) {
  for (const file of files) report(file, "ical.js", faults(await readFile(file, "utf8")));
}

function faults(text) {
  const found = [];
  let calendar;
  try {
    calendar = new ICAL.Component(ICAL.parse(text));
  } catch (error) {
    return [error.message];
  }
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const entries = calendar.getAllSubcomponents("vevent");
  if (entries.length === 0) found.push("no entry");
  for (const component of entries) {
    const entry = new ICAL.Event(component, { strictExceptions: true });
    const start = entry.startDate;
    const zone = component.getFirstProperty("dtstart").getParameter("tzid");
    if (!entry.uid || !entry.summary || !entry.description) found.push("an entry without identifier, name or text");
    if (start.zone === ICAL.Timezone.localTimezone) found.push("an hour of no zone");
    if (entry.endDate && entry.endDate.compare(start) < 0) found.push("it ends before it begins");
    if (zone) {
      // What the file says of its zone, and what the world says.
      const wall = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
      }).format(start.toJSDate());
      const two = (number) => String(number).padStart(2, "0");
      const said = `${two(start.day)}/${two(start.month)}/${start.year}, ${two(start.hour)}:${two(start.minute)}`;
      if (wall !== said) found.push(`the file says ${said} and the clock of ${zone} ${wall}`);
    }
    for (const property of component.getAllProperties()) {
      // RFC 5545, 3.8.8.2: those that begin with X- and the name of who made them.
      const ours = property.name.startsWith("x-pressdoc-");
      if (property.getDefaultType() === "unknown" && !ours) found.push(`an unknown property ${property.name}`);
    }
  }
  return found;
}
