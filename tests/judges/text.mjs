// Judge of the text form: lines of 72 columns at most, unless a line is one word that cannot be broken.

import { readFile } from "node:fs/promises";

const COLUMNS = 72;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export async function judgeTexts(files, report) {
  for (const file of files) report(file, "columns", faults(await readFile(file)));
}

function faults(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return ["not UTF-8"];
  }
  const found = [];
  if (!text.endsWith("\n")) found.push("no new line at the end");
  text.split("\n").forEach((line, index) => {
    const columns = [...graphemes.segment(line)].length;
    if (/\s$/.test(line)) found.push(`line ${index + 1} ends with a space`);
    // The mark of a list, a quotation or a link stands before its word.
    const words = line.trim().replace(/^((-|>|\d+\.|\[\d+\]) +)+/, "").split(/\s+/);
    if (columns > COLUMNS && words.length > 1) {
      found.push(`line ${index + 1} has ${columns} columns, and ${COLUMNS} are the limit`);
    }
  });
  return found;
}
