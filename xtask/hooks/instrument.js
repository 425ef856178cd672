// A program that remembers which of its functions ran, and which points in them it reached.

import { number, signed } from "./wasm/binary.js";
import { flowOf } from "./wasm/flow.js";
import { startOf } from "./wasm/instructions.js";
import { importedCount } from "./wasm/module.js";
import { plainNames } from "./wasm/names.js";
import { shapeOf } from "./profile.js";

/** The export that holds the marks: a memory of its own, a byte for each. */
export const MARKS = "marks";
const PAGE = 65_536;
const CONSTANT = 0x41;
/** Stores a byte in the second memory. */
const STORE = [0x3a, 0x40, 1, 0];

/**
 * The same module with marks that become 1, and what they mean: for each named function
 * `{ name, shape, mark, count }`, its own mark, and behind that those of so many points.
 */
export function instrumented(module) {
  const names = plainNames(module, importedCount(module, "function"));
  const functions = [];
  const meanings = [];
  let next = 0;
  for (const [index, own] of module.functions.entries()) {
    const flow = flowOf(module, own);
    meanings.push({ name: names[index], shape: shapeOf(flow), mark: next, count: flow.points.length });
    functions.push({ ...own, body: withMarks(own.body, flow, next) });
    next += 1 + flow.points.length;
  }
  const pages = number(Math.ceil(next / PAGE));
  return {
    meanings: meanings.filter((it) => it.name !== undefined),
    module: {
      ...module,
      functions,
      memories: [...module.memories, Buffer.concat([Buffer.of(1), pages, pages])],
      exports: [...module.exports, { name: MARKS, kind: "memory", index: module.memories.length }],
    },
  };
}

function withMarks(body, { instructions, points }, first) {
  const places = [[startOf(body), first], ...points.map((it, index) => [instructions[it.from].at, first + 1 + index])];
  const parts = [];
  let done = 0;
  for (const [at, mark] of places) {
    parts.push(body.subarray(done, at), set(mark));
    done = at;
  }
  return Buffer.concat([...parts, body.subarray(done)]);
}

function set(mark) {
  return Buffer.concat([Buffer.of(CONSTANT), signed(mark), Buffer.of(CONSTANT, 1, ...STORE)]);
}
