// Weighs what a first visit loads, gzipped as hosts send it, and what comes behind it,
// against size-budget.json.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";

const budget = JSON.parse(readFileSync("size-budget.json", "utf8"));

const page = readFileSync("dist/index.html", "utf8");
// Everything that the page names: scripts, sheets, the part of the program it starts.
const named = page.matchAll(/\b(?:src|href|data-js|data-wasm)="\.\/([^"#?]+)"/g);
const firsts = new Set([...named].map(([, path]) => path).filter((path) => [".css", ".js", ".wasm"].includes(extname(path))));
// The program names the script of its worker itself.
if (existsSync("dist/worker.js")) firsts.add("worker.js");
const seconds = readdirSync("dist").filter((path) => path.endsWith("_second.wasm"));
const LATER = "later.css";

const print = (path, raw, gzipped) => console.log(`${path.padEnd(52)} ${raw.padStart(10)} ${gzipped.padStart(10)}`);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const fail = (words) => {
  console.error(words);
  process.exitCode = 1;
};

/** Prints what files weigh; together they may not weigh more than the limit. */
function weigh(title, files, { limit }) {
  const rows = [...files].map((path) => {
    const bytes = readFileSync(`dist/${path}`);
    return { path, raw: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
  });
  const total = rows.reduce((sum, row) => sum + row.gzipped, 0);
  print(title, "raw", "gzipped");
  for (const row of rows.sort((a, b) => b.gzipped - a.gzipped)) print(row.path, kilobytes(row.raw), kilobytes(row.gzipped));
  print("total", "", kilobytes(total));
  print("limit", "", kilobytes(limit));
  if (total > limit) fail(`${title}: ${kilobytes(total - limit)} too large`);
  return total;
}

const first = weigh("file of the first view", firsts, budget.firstView);
const second = weigh("file of the second part", [...seconds, LATER], budget.secondPart);
print("both parts together", "", kilobytes(first + second));

if (![...firsts].some((path) => path.endsWith(".wasm"))) fail("dist/index.html names no program");
if (seconds.length !== 1) fail(`dist/ has ${seconds.length} second parts instead of one`);
if ([...firsts].some((path) => seconds.includes(path) || path === LATER)) fail("dist/index.html names the second part, which is to come later");
