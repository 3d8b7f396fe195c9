// Writes cldr.json: names and forms of dates as CLDR has them, for the languages of assets/languages.
// Usage: node cldr.mjs > cldr.json     (Node has the data of CLDR inside: `process.versions.cldr`)
import { readdirSync } from "node:fs";

const folder = new URL("../../assets/languages/", import.meta.url);
const codes = readdirSync(folder).filter((name) => name.endsWith(".toml")).map((name) => name.slice(0, -5)).sort();
// English as Europe writes it; Arabic with the names and digits of most offices.
const tag = (code) => ({ en: "en-150", ar: "ar-EG-u-nu-latn" })[code] ?? code;
const part = (code, options, type, date) =>
  new Intl.DateTimeFormat(tag(code), { ...options, timeZone: "UTC" }).formatToParts(date).filter((p) => p.type === type).map((p) => p.value).join("");
const day = Date.UTC(2018, 9, 15);

const languages = {};
for (const code of codes) {
  const months = [...Array(12).keys()].map((month) => Date.UTC(2018, month, 15));
  const weekdays = [...Array(7).keys()].map((weekday) => Date.UTC(2018, 9, 15 + weekday));
  const whole = (style) => new Intl.DateTimeFormat(tag(code), { dateStyle: style, timeZone: "UTC" }).format(day);
  languages[code] = {
    months: months.map((date) => part(code, { dateStyle: "long" }, "month", date)),
    months_alone: months.map((date) => part(code, { month: "long" }, "month", date)),
    weekdays: weekdays.map((date) => part(code, { dateStyle: "full" }, "weekday", date)),
    long: whole("long"),
    weekday_long: whole("full"),
  };
}
process.stdout.write(`${JSON.stringify({ cldr: process.versions.cldr, languages }, null, 1)}\n`);
