// The pages of mails, for the judges of pages: taken out of the mails into files of their own.

import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** The smallest picture. */
const DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** Files with the pages of these mails. */
export async function pagesOfMails(mails) {
  const folder = await mkdtemp(join(tmpdir(), "pressdoc-mails-"));
  const pages = [];
  for (const mail of mails) {
    const page = pageOf(await readFile(mail, "latin1"));
    const file = join(folder, `${basename(mail)}.html`);
    // A picture that lies in the mail is no picture that is missing.
    await writeFile(file, page.replace(/src="cid:[^"]*"/g, `src="${DOT}"`));
    pages.push(file);
  }
  return pages;
}

function pageOf(mail) {
  const part = mail.split("\r\n--").find((part) => /\r\nContent-Type: text\/html/i.test(part.slice(0, 200)));
  const body = part.slice(part.indexOf("\r\n\r\n") + 4);
  const joined = body.replace(/=\r\n/g, "");
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
