// Judges of the HTML form: the Nu HTML checker, and a real browser with axe-core.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { require, run, tools } from "./tools.mjs";

// The checker's own model of a Content Security Policy knows neither images from data: addresses
// nor scripts that are only data (JSON-LD). The browser below judges the policy instead.
const POLICY = ".*violates Content Security Policy.*";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const VIEWS = [
  { name: "1280 px light", width: 1280, colorScheme: "light", media: "screen" },
  { name: "1280 px dark", width: 1280, colorScheme: "dark", media: "screen" },
  { name: "320 px light", width: 320, colorScheme: "light", media: "screen" },
  { name: "320 px dark", width: 320, colorScheme: "dark", media: "screen" },
  // What a window of 1280 px shows at 200 %.
  { name: "640 px", width: 640, colorScheme: "light", media: "screen" },
  { name: "forced colours", width: 1280, colorScheme: "dark", media: "screen", forcedColors: "active" },
  { name: "print", width: 794, colorScheme: "light", media: "print" },
];

/** Judges all pages and returns the words of each page's <main>. */
export async function judgePages(files, report) {
  if (files.length === 0) return new Map();
  await judgeMarkup(files, report);
  return await judgeInBrowser(files, report);
}

async function judgeMarkup(files, report) {
  const faults = new Map(files.map((file) => [pathToFileURL(file).href, []]));
  const checker = join(tools, "node_modules/vnu-jar/build/dist/vnu.jar");
  const some = 100;
  for (let from = 0; from < files.length; from += some) {
    const { stdout, stderr } = await run(
      "java", "-Xss8m", "-jar", checker, "--stdout", "--format", "json", "--filterpattern", POLICY,
      ...files.slice(from, from + some),
    );
    let messages;
    try {
      messages = JSON.parse(stdout).messages;
    } catch {
      throw new Error(`the Nu HTML checker did not answer: ${stderr || stdout}`);
    }
    for (const { url, type, subType, lastLine, lastColumn, message } of messages) {
      const list = faults.get(decoded(url, faults)) ?? faults.values().next().value;
      list.push(`${subType ?? type} at ${lastLine ?? "?"}:${lastColumn ?? "?"}: ${message}`);
    }
  }
  files.forEach((file) => report(file, "nu", faults.get(pathToFileURL(file).href)));
}

/** The checker writes file:/a for file:///a. */
function decoded(url, known) {
  const href = pathToFileURL(decodeURI(String(url).replace(/^file:\/*/, "/"))).href;
  return known.has(href) ? href : url;
}

async function judgeInBrowser(files, report) {
  const { chromium } = require("playwright-core");
  const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  try {
    const words = new Map();
    const looks = await Promise.all(VIEWS.map((view) => open(browser, axe, view)));
    for (const file of files) {
      const seen = await Promise.all(looks.map((look) => look(file)));
      words.set(file, seen[0].words);
      for (const judge of ["browser", "reflow", "axe"]) {
        report(file, judge, together(seen.map((faults) => faults[judge])));
      }
    }
    return words;
  } finally {
    await browser.close();
  }
}

/** One line for each fault, with the views that show it unless all do. */
function together(faultsOfViews) {
  const views = new Map();
  faultsOfViews.forEach((faults, index) => {
    for (const fault of new Set(faults)) views.set(fault, [...(views.get(fault) ?? []), VIEWS[index].name]);
  });
  return [...views].map(([fault, names]) => (names.length === VIEWS.length ? fault : `${fault} [${names.join(", ")}]`));
}

/** Opens a window for one view; what it returns looks at one page and tells its words and faults. */
async function open(browser, axe, { width, colorScheme, media, forcedColors = "none" }) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.emulateMedia({ media, colorScheme, forcedColors });
  let address;
  let trouble;
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) trouble.push(`asks the network for ${url}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`script error: ${error.message}`));

  return async (file) => {
    const faults = { browser: [], reflow: [], axe: [], words: "" };
    trouble = faults.browser;
    address = pathToFileURL(file).href;
    await page.goto(address);

    const state = await page.evaluate(() => {
      const scripts = [...document.scripts];
      return {
        words: document.querySelector("main")?.innerText,
        active: scripts.filter((script) => script.type !== "application/ld+json").length,
        data: scripts.map((script) => script.textContent),
        styled: [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0),
        broken: [...document.images].filter((image) => image.naturalWidth === 0).map((image) => image.alt),
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    if (state.words === undefined) faults.browser.push("no <main>");
    faults.words = state.words ?? "";
    if (state.active > 0) faults.browser.push(`${state.active} active script(s)`);
    if (!state.styled) faults.browser.push("no style applies");
    for (const alt of state.broken) faults.browser.push(`an image does not show: “${alt}”`);
    for (const text of state.data) {
      try {
        JSON.parse(text);
      } catch (error) {
        faults.browser.push(`JSON-LD: ${error.message}`);
      }
    }
    if (media === "screen" && state.over > 0) faults.reflow.push(`the page scrolls sideways by ${state.over} px`);

    await page.evaluate(axe);
    const { violations } = await page.evaluate((options) => axe.run(document, options), {
      resultTypes: ["violations"],
      runOnly: { type: "tag", values: RULES },
      // Nobody touches paper.
      rules: { "target-size": { enabled: media === "screen" } },
    });
    for (const { id, help, nodes } of violations) {
      const targets = nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ");
      faults.axe.push(`${id}: ${help} (${nodes.length}×: ${targets})`);
    }
    return faults;
  };
}
