// Takes out of functions what the first view does not reach in them.
//
// The first view runs most functions, but of each only a part: errors, rare kinds and other
// cases are passed by. Such a part becomes a function of its own, so that it can be in the
// second part of the program. Like the list of functions, the list of points that were
// reached decides about speed and size, and never about what the program does.

import { number, list } from "../wasm/binary.js";
import { localsOf } from "../wasm/instructions.js";
import { flowOf } from "../wasm/flow.js";
import { TypeNumbering } from "../wasm/numbering.js";
import { detached } from "./detached.js";

/** What a call and a stub need beside the instructions that stay at the place itself. */
const OVERHEAD = 22;

/**
 * The module with new functions behind its own; `reached(index)` gives for a function, by
 * position, whether each of its points was reached, or nothing when that is not known.
 */
export function outlined(module, reached) {
  const types = new TypeNumbering(module.types);
  for (const type of module.types) types.add(type);
  const rare = [];
  const addRare = ({ type, body }) => module.imports.length + module.functions.length + rare.push({ type: types.add(type), body, isRare: true }) - 1;
  const functions = module.functions.map((it, index) => {
    const marks = reached(index);
    return marks ? withoutRare(module, it, marks, addRare) : it;
  });
  return { ...module, types: types.list, functions: [...functions, ...rare] };
}

function withoutRare(module, own, marks, addRare) {
  const { instructions, points } = flowOf(module, own);
  const parameters = [...module.types[own.type].parameters];
  const locals = [...parameters, ...localsOf(own.body)];
  const before = locals.length;
  const newLocal = (type) => locals.push(type) - 1;
  const parts = [];
  let done = instructions[0].at;
  points.forEach((point, index) => {
    const from = instructions[point.from].at;
    if (marks[index] || point.height !== 0 || from < done) return;
    const to = instructions[point.to].at;
    if (to - from < OVERHEAD) return;
    const part = detached({ module, own, instructions, point, locals: locals.slice(0, before), parameters });
    if (!part || to - from < OVERHEAD + part.cost) return;
    parts.push(own.body.subarray(done, from), part.callOf(addRare(part), newLocal));
    done = to;
  });
  if (parts.length === 0) return own;
  const body = Buffer.concat([writtenLocals(locals.slice(parameters.length)), ...parts, own.body.subarray(done)]);
  return { ...own, body };
}

/** Local variables as a body begins with them: how many, and of which type. */
export function writtenLocals(types) {
  const runs = [];
  for (const type of types) {
    if (runs.at(-1)?.type === type) runs.at(-1).count += 1;
    else runs.push({ type, count: 1 });
  }
  return list(runs.map(({ type, count }) => Buffer.concat([number(count), Buffer.of(type)])));
}
