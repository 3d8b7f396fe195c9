// Running other programs, and loading packages from the cache that ./run filled.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

export const tools = process.env.JUDGES_TOOLS;
export const require = createRequire(join(tools, "package.json"));

/** Runs a program to its end, whatever its exit code. */
export function run(program, ...args) {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 1 << 28, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

export const lines = (text) => text.split("\n").map((line) => line.trimEnd()).filter(Boolean);
