"""Judge of the calendar entries: the library `icalendar`, which knows neither ours nor how they are made.

Called with the folder of the finished files; looks into the mails as well.
(Not named `calendar.py`: readers of mails would import it.)
"""

import datetime
import email
import email.policy
import pathlib
import sys
import zoneinfo

import icalendar


def judge(raw, in_mail):
    lines = raw.split(b"\r\n")
    if lines.pop() != b"":
        yield "the last line has no end"
    for line in lines:
        if b"\n" in line or b"\r" in line:
            yield "a line ends with something else than CR LF"
        if len(line) > 75:
            yield f"a line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line is folded inside a character"

    calendars = icalendar.Calendar.from_ical(raw, multiple=True)
    if len(calendars) != 1:
        yield f"{len(calendars)} calendars"
        return
    calendar = calendars[0]
    for component in calendar.walk():
        for name, error in component.errors:
            yield f"{component.name}: {name}: {error}"
        for name in component:
            if name.upper().startswith("X-WR-"):
                yield f"{name}: what only some programs know"
        if component.name == "VALARM":
            yield "an alarm"
    for name in ("VERSION", "PRODID"):
        if not calendar.get(name):
            yield f"no {name}"
    if str(calendar.get("VERSION")) != "2.0":
        yield f"version {calendar.get('VERSION')}"
    method = calendar.get("METHOD")
    if in_mail and method is None:
        yield "a mail without method"

    entries = [component for component in calendar.subcomponents if component.name == "VEVENT"]
    if not entries:
        yield "no entry"
    identifiers = [str(entry["UID"]) for entry in entries]
    if len(set(identifiers)) != len(identifiers):
        yield f"an identifier twice: {identifiers}"
    zones = {str(zone["TZID"]): zone for zone in calendar.subcomponents if zone.name == "VTIMEZONE"}
    used = set()
    for entry in entries:
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS", "CLASS"):
            if name not in entry:
                yield f"an entry without {name}"
        if entry["DTSTAMP"].dt.utcoffset() != datetime.timedelta(0):
            yield "DTSTAMP is not in UTC"
        if method is not None and "ORGANIZER" not in entry:
            yield "a method, and no organizer"
        if method == "CANCEL" and entry["STATUS"] != "CANCELLED":
            yield "to be cancelled, and not cancelled"
        if "DTEND" in entry and entry["DTEND"].dt < entry["DTSTART"].dt:
            yield "it ends before it begins"
        for name in ("DTSTART", "DTEND"):
            if name not in entry:
                continue
            zone = entry[name].params.get("TZID")
            moment = entry[name].dt
            if zone is None:
                if moment.utcoffset() != datetime.timedelta(0):
                    yield f"{name} is in no zone"
                continue
            used.add(zone)
            if zone not in zones:
                yield f"no zone {zone} in the file"
                continue
            # The zone of the file and that of the world say the same hour.
            local = moment.replace(tzinfo=None)
            described = zones[zone].to_tz(lookup_tzid=False)
            here = local.replace(tzinfo=described).utcoffset()
            there = local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset()
            if here != there:
                yield f"{zone} has {here} in the file and {there} in the world at {local}"
    for zone in set(zones) - used:
        yield f"the zone {zone} is not used"
    for zone in zones.values():
        for change in zone.subcomponents:
            if set(change) - {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}:
                yield f"a change of clocks with {sorted(change)}"

    again = icalendar.Calendar.from_ical(calendar.to_ical())
    if again != calendar:
        yield "read and written, it is another calendar"


def files(folder):
    for path in sorted(folder.rglob("*.ics")):
        yield path, path.read_bytes(), False
    for path in sorted(folder.rglob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP)
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                method = part["Content-Type"].params.get("method")
                raw = part.get_payload(decode=True)
                if f"\r\nMETHOD:{method}\r\n".encode() not in raw:
                    raise SystemExit(f"FAIL {path}: the part says {method}, the calendar something else")
                yield path, raw, True


folder = pathlib.Path(sys.argv[1])
judged = failed = 0
for path, raw, in_mail in files(folder):
    judged += 1
    try:
        faults = list(judge(raw, in_mail))
    except Exception as error:  # what it cannot read is a fault
        faults = [f"{type(error).__name__}: {error}"]
    for fault in faults:
        print(f"FAIL {path.relative_to(folder)}: {fault}")
    failed += bool(faults)
if not judged:
    print(f"FAIL {folder}: no calendar to judge")
print(f"{judged} calendars judged")
sys.exit(1 if failed or not judged else 0)
