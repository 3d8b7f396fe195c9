// Judges of the PDF form: qpdf, poppler's programs, veraPDF where it is installed,
// and the comparison of the words in the tag tree with the words of the HTML page.

import { readFile } from "node:fs/promises";

import { lines, run } from "./tools.mjs";

// Two values that the standard allows and poppler 22 does not expect.
const HARMLESS = /Suspects object is wrong type \(boolean\)|Attribute BorderColor value is of wrong type \(array\)/;

/** Judges all PDFs and returns remarks for the summary. */
export async function judgePdfs(files, report) {
  for (const file of files) {
    report(file, "qpdf", await structure(file));
    report(file, "pdfinfo", await facts(file));
    report(file, "tags", await tags(file));
    report(file, "fonts", await fonts(file));
    report(file, "attachment", await attachment(file));
  }
  return await standards(files, report);
}

async function poppler(program, ...args) {
  const { code, stdout, stderr } = await run(program, ...args);
  const faults = [...new Set(lines(stderr).filter((line) => !HARMLESS.test(line)))];
  if (code !== 0) faults.unshift(`${program} gave up with exit code ${code}`);
  return { stdout, faults, broken: code !== 0 };
}

async function structure(file) {
  const { code, stdout, stderr } = await run("qpdf", "--check", file);
  if (code === 0 && !/warning/i.test(stderr)) return [];
  const said = lines(stderr).concat(code === 0 ? [] : lines(stdout).slice(-1));
  return said.length > 0 ? said : [`exit code ${code}`];
}

async function facts(file) {
  const { stdout, faults, broken } = await poppler("pdfinfo", file);
  if (broken) return faults;
  const fact = new Map(lines(stdout).map((line) => [line.split(":")[0], line.slice(line.indexOf(":") + 1).trim()]));
  if (fact.get("Tagged") !== "yes") faults.push("not tagged");
  if (!fact.get("Title")) faults.push("no title");
  if (fact.get("PDF version") !== "1.7") faults.push(`PDF version ${fact.get("PDF version")}, not 1.7`);

  const metadata = (await poppler("pdfinfo", "-meta", file)).stdout;
  const stated = (name) => metadata.match(new RegExp(`${name}(?:>|=")([^<"]*)`))?.[1] ?? "";
  if (stated("pdfaid:part") + stated("pdfaid:conformance") !== "3A") faults.push("does not state PDF/A-3a");
  if (stated("pdfuaid:part") !== "1") faults.push("does not state PDF/UA-1");
  return faults;
}

async function tags(file) {
  const { stdout, faults, broken } = await poppler("pdfinfo", "-struct", file);
  if (broken) return faults;
  const names = lines(stdout).map((line) => line.trim().split(/[\s:]/)[0]);
  const headings = names.filter((name) => /^H[1-6]?$/.test(name));
  if (names[0] !== "Document") faults.push(`the tag tree begins with ${names[0] ?? "nothing"}, not Document`);
  if (headings[0] !== "H1") faults.push(`the first heading is ${headings[0] ?? "missing"}, not H1`);
  if (headings.filter((name) => name === "H1").length > 1) faults.push("more than one H1");
  return faults;
}

async function fonts(file) {
  const { stdout, faults, broken } = await poppler("pdffonts", file);
  if (broken) return faults;
  const rows = lines(stdout).slice(2);
  if (rows.length === 0) faults.push("no font");
  for (const row of rows) {
    const [, embedded, , unicode] = row.match(/\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/) ?? [];
    const name = row.split(/\s/)[0];
    if (embedded !== "yes") faults.push(`${name} is not embedded`);
    if (unicode !== "yes") faults.push(`${name} has no Unicode map`);
  }
  return faults;
}

async function attachment(file) {
  const { stdout, faults, broken } = await poppler("pdfdetach", "-list", file);
  if (broken) return faults;
  const names = lines(stdout).slice(1).map((line) => line.replace(/^\d+:\s*/, ""));
  if (names.join() !== "notice.json") faults.push(`attached: ${names.join(", ") || "nothing"}; notice.json alone is due`);
  return faults;
}

async function standards(files, report) {
  if (files.length === 0) return [];
  for (const [flavour, name] of [["3a", "PDF/A-3a"], ["ua1", "PDF/UA-1"]]) {
    let answer;
    try {
      answer = await run("verapdf", "--flavour", flavour, "--format", "text", ...files);
    } catch {
      return ["PDF/A-3a and PDF/UA-1 are not judged here: veraPDF is not installed (stated in the files, as checked above)"];
    }
    const said = lines(answer.stdout);
    for (const file of files) {
      const verdict = said.find((line) => line.includes(file)) ?? "no answer";
      report(file, "verapdf", verdict.startsWith("PASS") ? [] : [`${name}: ${verdict}`]);
    }
  }
  return [];
}

/** The same words in the same order: the PDF's tag tree against the <main> of the page beside it. */
export async function judgeWords(files, wordsOfPages, report) {
  for (const file of files) {
    const page = file.replace(/\.pdf$/, ".html");
    if (!wordsOfPages.has(page)) {
      report(file, "words", ["no HTML page beside it to compare with"]);
      continue;
    }
    if (/<html [^>]*dir="rtl"/.test(await readFile(page, "utf8"))) {
      report(file, "words", await wordsToTheLeft(file, wordsOfPages.get(page)));
      continue;
    }
    const { stdout, faults, broken } = await poppler("pdfinfo", "-struct-text", file);
    const difference = broken ? null : compare(wordsOfPages.get(page), textOfTags(stdout));
    if (difference) faults.push(difference);
    report(file, "words", faults);
  }
}

/** Of a mark with several words that run to the left, `pdfinfo` shows only one: here `pdftotext` has to find them all. */
async function wordsToTheLeft(file, words) {
  const { stdout, faults, broken } = await poppler("pdftotext", file, "-");
  if (broken) return faults;
  const list = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  // The two letters of a ligature (lam and alef) are told in either order.
  const letters = (word) => [...word].sort().join("");
  const found = new Set(list(stdout).map(letters));
  const missing = list(words).filter((word) => !found.has(letters(word)));
  return missing.length > 0 ? [...faults, `not in the PDF: ${missing.join(" ")}`] : faults;
}

/** Reads the text out of `pdfinfo -struct-text`: one element or one quoted string a line, indented by depth. */
export function textOfTags(listing) {
  let text = "";
  const open = [];
  for (const line of listing.split("\n")) {
    const depth = line.search(/\S/);
    if (depth < 0) continue;
    while (open.length > 0 && open.at(-1).depth >= depth) {
      if (!open.pop().inline) text += " ";
    }
    const content = line.slice(depth).trimEnd();
    if (content.startsWith('"')) {
      // Marks before list items are made by each form, and are no words of the notice.
      if (!open.some((element) => element.name === "Lbl")) text += content.slice(1, -1);
    } else if (!/^(\/|Object )/.test(content)) {
      const inline = / \(inline\):?$/.test(content);
      if (!inline) text += " ";
      open.push({ depth, inline, name: content.split(/[\s:]/)[0] });
    }
  }
  return text;
}

/** Where the texts differ, or null. A new line of the page may or may not be a space in the PDF. */
export function compare(page, pdf) {
  const a = [...page.trim().replace(/\s*[\n\t]\s*/g, "\n").replace(/[^\S\n]+/g, " ")];
  const b = [...pdf.trim().replace(/\s+/g, " ")];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (a[i] === "\n") {
      i += 1;
      if (b[j] === " ") j += 1;
    } else {
      const around = (text, at) => text.slice(Math.max(0, at - 25), at + 25).join("").replace(/\n/g, " ") || "nothing";
      return `HTML has “${around(a, i)}” where the PDF has “${around(b, j)}”`;
    }
  }
  return null;
}
