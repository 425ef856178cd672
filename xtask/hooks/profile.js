// What the first view runs: `first_view.txt`, a line for each function. `cargo xtask
// profile` writes it, the build reads it.
//
// A line has the function's plain name; behind a tab the shape that it had, and the points
// in it that were reached, as bits in hexadecimal digits. A function whose shape has changed
// since is taken to be run whole.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const LIST = new URL("first_view.txt", import.meta.url);

/** The functions that the first view runs, by name, with the points it reached by shape. */
export function firstView() {
  const functions = new Map();
  for (const line of readFileSync(LIST, "utf8").split("\n").filter(Boolean)) {
    const [name, shape, digits = ""] = line.split("\t");
    if (!functions.has(name)) functions.set(name, new Map());
    functions.get(name).set(shape, fromDigits(digits));
  }
  return functions;
}

/** Writes functions down, `{ name, shape, reached }` each. Those of one name and shape become one. */
export function writeFirstView(functions) {
  const lines = new Map();
  for (const { name, shape, reached } of functions) {
    const key = `${name}\t${shape}`;
    const others = lines.get(key) ?? reached;
    lines.set(key, reached.map((it, index) => it || others[index]));
  }
  const written = [...lines].map(([key, reached]) => `${key}\t${toDigits(reached)}`.trimEnd());
  writeFileSync(LIST, written.sort().map((it) => `${it}\n`).join(""));
  return written.length;
}

/** Tells whether a function is built as it was: the same instructions, whatever they speak of. */
export function shapeOf({ instructions }) {
  const hash = createHash("sha256");
  hash.update(instructions.map((it) => it.code).join());
  return hash.digest("hex").slice(0, 8);
}

function toDigits(bits) {
  let digits = "";
  for (let at = 0; at < bits.length; at += 4) {
    digits += [0, 1, 2, 3].reduce((sum, it) => sum + (bits[at + it] ? 1 << it : 0), 0).toString(16);
  }
  return digits;
}

function fromDigits(digits) {
  return [...digits].flatMap((digit) => [0, 1, 2, 3].map((it) => (parseInt(digit, 16) >> it) % 2 === 1));
}
