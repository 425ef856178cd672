// Weighs what a first visit loads, gzipped as hosts send it, against size-budget.json.

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";

const { limit } = JSON.parse(readFileSync("size-budget.json", "utf8")).firstView;

const page = readFileSync("dist/index.html", "utf8");
// Everything that the page names: scripts, sheets, the program.
const named = page.matchAll(/\b(?:src|href|data-js|data-wasm)="\.\/([^"#?]+)"/g);
const files = new Set([...named].map(([, path]) => path));

const rows = [...files]
  .filter((path) => [".css", ".js", ".wasm"].includes(extname(path)))
  .map((path) => {
    const bytes = readFileSync(`dist/${path}`);
    return { path, raw: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
  })
  .sort((a, b) => b.gzipped - a.gzipped);

const total = rows.reduce((sum, row) => sum + row.gzipped, 0);
const print = (path, raw, gzipped) => console.log(`${path.padEnd(52)} ${raw.padStart(10)} ${gzipped.padStart(10)}`);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

print("file of the first view", "raw", "gzipped");
for (const row of rows) print(row.path, kilobytes(row.raw), kilobytes(row.gzipped));
print("total", "", kilobytes(total));
print("limit", "", kilobytes(limit));

if (!rows.some((row) => row.path.endsWith(".wasm"))) {
  console.error("dist/index.html names no program");
  process.exitCode = 1;
} else if (total > limit) {
  console.error(`the first view is ${kilobytes(total - limit)} too large`);
  process.exitCode = 1;
}
