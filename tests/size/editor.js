// Weighs the editor, gzipped as hosts send it, against size-budget.json. It is loaded after the
// first view, whoever only looks waits for none of it.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const { limit } = JSON.parse(readFileSync("size-budget.json", "utf8")).editor;

const bytes = readFileSync("dist/editor.js");
const gzipped = gzipSync(bytes, { level: 9 }).length;
const kilobytes = (count) => `${(count / 1000).toFixed(1)} KB`.padStart(10);

console.log(`${"editor.js".padEnd(52)} ${kilobytes(bytes.length)} ${kilobytes(gzipped)}`);
console.log(`${"limit".padEnd(52)} ${" ".repeat(10)} ${kilobytes(limit)}`);

if (gzipped > limit) {
  console.error(`the editor is ${kilobytes(gzipped - limit).trim()} too large`);
  process.exitCode = 1;
}
