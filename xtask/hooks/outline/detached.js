// A stretch of a function's instructions as a function of its own.

import { number, signed } from "../wasm/binary.js";
import { OP } from "../wasm/flow.js";
import { writtenLocals } from "./outline.js";

const I32 = 0x7f;
const NO_VALUE = 0x40;
const CALL = 0x10;
const GET = 0x20;
const SET = 0x21;
const TEE = 0x22;
const CONSTANT = 0x41;
const IS_ZERO = 0x45;
const EQUALS = 0x46;
const LOCALS = new Set([GET, SET, TEE]);

const get = (index) => Buffer.concat([Buffer.of(GET), number(index)]);
const set = (index) => Buffer.concat([Buffer.of(SET), number(index)]);
const constant = (value) => Buffer.concat([Buffer.of(CONSTANT), signed(value)]);
const branch = (code, label) => Buffer.concat([Buffer.of(code), number(label)]);

/**
 * The instructions behind a point, up to the end of its frame, as `{ type, body }`. They are
 * left in one of several ways; the new function answers with the values that this way
 * carries, with local variables that it changed, and, if there are several, with the way's
 * number. `callOf` makes the instructions that come in their place. Nothing, if they do
 * something that is not worth the effort.
 */
export function detached({ module, own, instructions, point, locals, parameters }) {
  const stretch = instructions.slice(point.from, point.to);
  const ways = waysOut(module, own, stretch, point);
  if (!ways) return undefined;
  const { given, fresh, changed } = localsOfStretch(instructions, stretch, point, ways, parameters.length);
  const slots = slotsOf(ways);

  // The new function's local variables: what it is given, its own, and room for values.
  const own_ = [...fresh, ...slots.types.map((_, slot) => `slot ${slot}`), "index"];
  const numbers = new Map([...given, ...own_].map((it, index) => [it, index]));
  const number_ = (it) => numbers.get(it);
  const needsNumber = ways.length > 1;
  const type = {
    parameters: Buffer.from(given.map((it) => locals[it])),
    results: Buffer.from([...slots.types, ...changed.map((it) => locals[it]), ...(needsNumber ? [I32] : [])]),
  };
  const answer = (way) => [
    ...[...slots.of(way)].reverse().map((slot) => set(number_(`slot ${slot}`))),
    ...slots.types.map((_, slot) => get(number_(`slot ${slot}`))),
    ...changed.map((it) => get(number_(it))),
    ...(needsNumber ? [constant(ways.indexOf(way))] : []),
  ];
  const code = rewritten({ source: own.body, stretch, ways, number: number_, answer, index: numbers.get("index") });
  const last = ways.find((it) => it.kind === "fall");
  const body = Buffer.concat([
    writtenLocals([...fresh.map((it) => locals[it]), ...slots.types, I32]),
    ...code,
    ...(last ? answer(last) : []),
    Buffer.of(OP.end),
  ]);
  const callOf = (callee, newLocal) => call({ callee, given, changed, ways, slots, newLocal });
  // Tried with a large number, since local variables have no more than that.
  const cost = callOf(20_000, () => 100).length + 2 * given.length;
  return { type, body, callOf, cost };
}

/** How the stretch is left: `{ kind, label, values }`, the one at its end as the last. */
function waysOut(module, own, stretch, point) {
  const ways = new Map();
  let depth = 0;
  for (const it of stretch) {
    if (it.code === OP.block || it.code === OP.loop || it.code === OP.if) depth += 1;
    if (it.code === OP.end) depth -= 1;
    it.depth = depth;
    if (it.code === OP.return) ways.set("return", { kind: "return", values: [...module.types[own.type].results] });
    const labels = it.code === OP.brTable ? [...it.operands[0], it.operands[1]] : it.code === OP.br || it.code === OP.brIf ? [it.operands[0]] : [];
    for (const label of labels.filter((label) => label >= depth)) {
      const values = frameAt(point.frame, label - depth).label;
      if (values.length > 0 && it.code !== OP.br) return undefined;
      ways.set(label - depth, { kind: "branch", label: label - depth, values });
    }
  }
  if (point.falls) ways.set("fall", { kind: "fall", values: point.frame.results });
  return [...ways.values()];
}

function frameAt(frame, label) {
  return label === 0 ? frame : frameAt(frame.parent, label - 1);
}

/** Which local variables the stretch is given, has for itself, and gives back. */
function localsOfStretch(instructions, stretch, point, ways, parameters) {
  const used = new Map();
  let isLeft = false;
  for (const { code, operands, depth } of stretch) {
    if (LOCALS.has(code) && !used.has(operands[0])) {
      // Certainly set before anything else happens to it.
      used.set(operands[0], { isFresh: code !== GET && depth === 0, isEarly: !isLeft });
    }
    if (LOCALS.has(code) && code !== GET) used.get(operands[0]).isChanged = true;
    if ([OP.br, OP.brIf, OP.brTable, OP.return].includes(code)) isLeft = true;
  }
  const outside = new Set();
  instructions.forEach(({ code, operands }, index) => {
    if (LOCALS.has(code) && (index < point.from || index >= point.to)) outside.add(operands[0]);
  });
  const goesOn = ways.some((it) => it.kind !== "return");
  const all = [...used.keys()].sort((a, b) => a - b);
  // What only the stretch uses may still be for its next time, in a loop.
  const isOver = (it) => used.get(it).isFresh && !outside.has(it);
  const changed = goesOn ? all.filter((it) => used.get(it).isChanged && !isOver(it)) : [];
  const isGivenBack = new Set(changed);
  const fresh = all.filter((it) => used.get(it).isFresh && (used.get(it).isEarly || !isGivenBack.has(it)));
  const isFresh = new Set(fresh);
  return { given: all.filter((it) => !isFresh.has(it)), fresh, changed };
}

/** Room for the values that ways carry; two ways share what is of the same type. */
function slotsOf(ways) {
  const types = [];
  const byWay = new Map();
  for (const way of ways) {
    const free = [...types.keys()];
    byWay.set(way, way.values.map((type) => {
      const at = free.findIndex((it) => types[it] === type);
      return at >= 0 ? free.splice(at, 1)[0] : types.push(type) - 1;
    }));
  }
  return { types, of: (way) => byWay.get(way) };
}

/** The stretch's instructions in the new function. */
function rewritten({ source, stretch, ways, number: numberOf, answer, index }) {
  const leave = (key) => {
    const way = ways.find((it) => (key === "return" ? it.kind === "return" : it.kind === "branch" && it.label === key));
    return [...answer(way), Buffer.of(OP.return)];
  };
  return stretch.flatMap((it) => {
    const { code, operands, depth } = it;
    if (LOCALS.has(code)) return [branch(code, numberOf(operands[0]))];
    if (code === OP.return) return leave("return");
    if (code === OP.br && operands[0] >= depth) return leave(operands[0] - depth);
    if (code === OP.brIf && operands[0] >= depth) return [Buffer.of(OP.if, NO_VALUE), ...leave(operands[0] - depth), Buffer.of(OP.end)];
    if (code === OP.brTable) return table(it, index, leave) ?? [source.subarray(it.at, it.end)];
    return [source.subarray(it.at, it.end)];
  });
}

/** A choice among labels of which some are outside: each of them gets a block of its own. */
function table({ operands: [labels, otherwise], depth }, index, leave) {
  const outside = [...new Set([...labels, otherwise].filter((it) => it >= depth))];
  if (outside.length === 0) return undefined;
  const moved = (it) => number(it >= depth ? outside.indexOf(it) : it + outside.length);
  return [
    set(index),
    ...outside.map(() => Buffer.of(OP.block, NO_VALUE)),
    get(index),
    Buffer.of(OP.brTable),
    number(labels.length),
    ...labels.map(moved),
    moved(otherwise),
    ...outside.flatMap((it) => [Buffer.of(OP.end), ...leave(it - depth)]),
  ];
}

/** What stands in place of the stretch: the call, and the way on from there. */
function call({ callee, given, changed, ways, slots, newLocal }) {
  const parts = [...given.map(get), branch(CALL, callee)];
  if (ways.length === 0) return Buffer.concat([...parts, Buffer.of(OP.unreachable)]);
  const chosen = ways.length > 1 ? newLocal(I32) : undefined;
  if (chosen !== undefined) parts.push(set(chosen));
  parts.push(...[...changed].reverse().map(set));
  if (chosen === undefined) return Buffer.concat([...parts, ...goOn(ways[0])]);

  const room = slots.types.map((type) => newLocal(type));
  parts.push(...[...room].reverse().map(set));
  const valuesOf = (way) => slots.of(way).map((slot) => get(room[slot]));
  ways.forEach((way, index) => {
    if (index === ways.length - 1) return void parts.push(...valuesOf(way), ...goOn(way));
    parts.push(get(chosen), ...(index === 0 ? [Buffer.of(IS_ZERO)] : [constant(index), Buffer.of(EQUALS)]));
    if (way.kind === "branch" && way.values.length === 0) parts.push(branch(OP.brIf, way.label));
    else parts.push(Buffer.of(OP.if, NO_VALUE), ...valuesOf(way), ...goOn(way, 1), Buffer.of(OP.end));
  });
  return Buffer.concat(parts);
}

/** Goes a way, from so many blocks further inside. */
function goOn(way, deeper = 0) {
  if (way.kind === "return") return [Buffer.of(OP.return)];
  return way.kind === "branch" ? [branch(OP.br, way.label + deeper)] : [];
}
