// Weighs embed.js, gzipped as hosts send it: other people's pages
// load it before anybody asked for a diagram.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** In bytes; not in size-budget.json, since it is a promise and no measure of what there is. */
const LIMIT = 4096;

const bytes = readFileSync("dist/embed.js");
const gzipped = gzipSync(bytes, { level: 9 }).length;

console.log(`embed.js: ${bytes.length} bytes, ${gzipped} gzipped, limit ${LIMIT}`);

if (gzipped > LIMIT) {
  console.error(`embed.js is ${gzipped - LIMIT} bytes too large`);
  process.exitCode = 1;
}
