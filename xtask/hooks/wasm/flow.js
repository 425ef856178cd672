// How a function's instructions nest, how many values lie on its stack, and at which points
// it may or may not go on.

import { instructionsOf } from "./instructions.js";

export const OP = { unreachable: 0x00, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f };
const OPENS = new Set([OP.block, OP.loop, OP.if]);
/** What the next instruction is not reached from. */
const LEAVES = new Set([OP.unreachable, OP.br, OP.brTable, OP.return]);
const EMPTY = -0x40;

/**
 * Walks through a body. Answers with its `instructions`, its `frames` and its `points`.
 *
 * A frame is a block, a loop, an arm of an `if`, or the whole: `{ parent, label, results }`,
 * `label` being the types that a branch to it carries. A point is a place that is reached
 * only when something is decided before it: `{ from, to, frame, height }`, where `from` and
 * `to` are instructions: up to the end of its frame, everything behind it is reached only
 * through it. Values below `height` belong to others.
 */
export function flowOf(module, { type, body }) {
  const instructions = instructionsOf(body);
  const results = [...module.types[type].results];
  const whole = { kind: "whole", parent: undefined, label: results, results, height: 0 };
  const frames = [whole];
  const points = [];
  let frame = whole;
  let height = 0;
  let isDead = false;
  const point = (from) => !isDead && frame.open.push({ from, frame, height });
  whole.open = [];

  const enter = (kind, type_, from) => {
    const types = blockResults(module, type_);
    frame = { kind, type: type_, parent: frame, label: kind === "loop" ? [] : types, results: types, height, open: [] };
    frames.push(frame);
    if (kind === "if" || kind === "else") point(from);
  };
  const leave = (to) => {
    for (const { from, height: low } of frame.open) points.push({ from, to, frame, height: low - frame.height, falls: !isDead });
    const done = frame;
    frame = frame.parent;
    height = done.height;
    isDead = false;
    return done;
  };

  instructions.forEach((it, index) => {
    it.frame = frame;
    if (OPENS.has(it.code)) {
      it.wasDead = isDead;
      if (it.code === OP.if) height -= 1;
      enter({ [OP.block]: "block", [OP.loop]: "loop", [OP.if]: "if" }[it.code], it.operands[0], index + 1);
      frame.wasDead = it.wasDead;
      isDead = it.wasDead;
    } else if (it.code === OP.else) {
      const { type: type_, wasDead } = leave(index);
      enter("else", type_, index + 1);
      frame.wasDead = wasDead;
      isDead = wasDead;
    } else if (it.code === OP.end) {
      const done = leave(index);
      if (!frame) return;
      height += done.results.length;
      isDead = done.wasDead;
      point(index + 1);
    } else {
      height += change(module, it);
      if (LEAVES.has(it.code)) isDead = true;
      if (it.code === OP.brIf) point(index + 1);
    }
  });
  return { instructions, frames, points: points.sort((a, b) => a.from - b.from || b.to - a.to) };
}

function blockResults(module, type) {
  if (type === EMPTY) return [];
  if (type < 0) return [-type];
  if (module.types[type].parameters.length > 0) throw new Error("a block that takes values is not known");
  return [...module.types[type].results];
}

/** By how much an instruction changes the height of the stack. */
function change(module, { code, operands }) {
  switch (code) {
    case 0x10:
      return arity(module, typeOfFunction(module, operands[0]));
    case 0x11:
      return arity(module, operands[0]) - 1;
    default: {
      const by = CHANGES.get(code);
      if (by === undefined) throw new Error(`what 0x${code.toString(16)} does to the stack is not known`);
      return by;
    }
  }
}

function arity(module, type) {
  const { parameters, results } = module.types[type];
  return results.length - parameters.length;
}

export function typeOfFunction(module, number) {
  const imported = module.imports.length;
  return number < imported ? module.imports[number].type : module.functions[number - imported].type;
}

const CHANGES = new Map();
const say = (by, ...ranges) => ranges.forEach(([first, last = first]) => {
  for (let code = first; code <= last; code += 1) CHANGES.set(code, by);
});
const PREFIX = 0xfc00;
say(0, [0x00, 0x01], [0x0c], [0x0f], [0x22], [0x25], [0x28, 0x35], [0x40], [0xd1]);
say(-1, [0x0d, 0x0e], [0x1a], [0x21], [0x24]);
say(-2, [0x1b, 0x1c], [0x26], [0x36, 0x3e]);
say(1, [0x20], [0x23], [0x3f], [0x41, 0x44], [0xd0], [0xd2]);
// Numbers: of two, one; and then those that only change one.
say(-1, [0x45, 0xa6]);
say(0, [0x45], [0x50], [0x67, 0x69], [0x79, 0x7b], [0x8b, 0x91], [0x99, 0x9f], [0xa7, 0xc4]);
say(0, [PREFIX, PREFIX + 7], [PREFIX + 9], [PREFIX + 13]);
say(-3, [PREFIX + 8], [PREFIX + 10, PREFIX + 12], [PREFIX + 14], [PREFIX + 17]);
say(-1, [PREFIX + 15]);
say(1, [PREFIX + 16]);
