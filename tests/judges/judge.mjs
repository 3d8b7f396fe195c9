// Walks a folder of outputs, calls each judge and prints what they find:
// one line a fault, then how many judgements passed and failed.
// A judge is a function (files, report) → nothing; it reports once for each file it judged.

import { readdir } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { judgeCalendars } from "./calendars.mjs";
import { pagesOfMails } from "./mails.mjs";
import { judgePages } from "./web.mjs";
import { judgePdfs, judgeWords } from "./pdf.mjs";
import { judgeTexts } from "./text.mjs";

const folder = process.argv[2];
const found = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const of = (extension) => found.filter((file) => extname(file) === extension);
const [pages, pdfs, texts] = [of(".html"), of(".pdf"), of(".txt")];
const [calendars, mails] = [of(".ics"), of(".eml")];

let passed = 0;
let failed = 0;

/** One judgement: `faults` is a list of messages, empty when all is well. */
function report(file, judge, faults) {
  if (faults.length === 0) passed += 1;
  else failed += 1;
  for (const fault of faults) {
    const line = String(fault).replace(/\s+/g, " ").trim();
    console.log(`FAIL ${relative(folder, file)}: ${judge}: ${line}`);
  }
}

for (const [kind, files] of [["HTML", pages], ["PDF", pdfs], ["text", texts], ["calendar", calendars], ["mail", mails]]) {
  if (files.length === 0) report(folder, "files", [`no ${kind} file to judge`]);
}

const wordsOfPages = await judgePages(pages, report);
await judgePages(await pagesOfMails(mails), report);
const remarks = await judgePdfs(pdfs, report);
await judgeWords(pdfs, wordsOfPages, report);
await judgeTexts(texts, report);
await judgeCalendars(calendars, report);

console.log(`${pages.length} HTML, ${pdfs.length} PDF, ${texts.length} text files, ${calendars.length} calendars and ${mails.length} pages of mails judged`);
for (const remark of remarks) console.log(remark);
console.log(`judges: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
