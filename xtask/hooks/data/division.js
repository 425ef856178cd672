// Which constant data the first part of a program needs, and which can come with the second.
//
// A piece of data stays if a function of the first part says an address in it, or if another
// piece does that stays. Nothing else leads to data: an address is said, or reckoned from
// one that is said, or read from where it was stored by somebody who said it. What only looks
// like an address counts as one.

import { instructionsOf } from "../wasm/instructions.js";
import { readSegments, writeSegments } from "../wasm/segments.js";
import { pieceAt } from "./pieces.js";

const I32_CONST = 0x41;
const I64_CONST = 0x42;
const ACCESSES = { from: 0x28, to: 0x3e };
/** A gap of fewer bytes costs more as a gap than as data. */
const WORTHWHILE = 12;

/**
 * Moves what only the second part needs from `first` to `second`. `pieces` are those of
 * pieces.js, and belong to the program that both are made of.
 */
export function withDividedData({ first, second, ...rest }, pieces) {
  const staying = stayingGroups(first, pieces);
  const going = pieces.filter((it) => !staying.has(it.group));
  const [here, there] = parted(readSegments(first.data), going);
  return { ...rest, first: withData(first, here), second: withData(second, there) };
}

function withData(module, segments) {
  const dataCount = module.dataCount === undefined ? undefined : segments.length;
  return { ...module, data: writeSegments(segments), dataCount };
}

function stayingGroups(module, pieces) {
  const members = new Map(pieces.map(({ group }) => [group, []]));
  for (const it of pieces) members.get(it.group).push(it);
  const staying = new Set();
  const open = [];
  const stay = (address) => {
    const group = pieceAt(pieces, address)?.group;
    if (group === undefined || staying.has(group)) return;
    staying.add(group);
    open.push(...members.get(group));
  };
  for (const { body } of module.functions) addressesIn(body).forEach(stay);
  for (const { value } of module.globals) addressesIn(Buffer.concat([Buffer.of(0), value])).forEach(stay);
  while (open.length > 0) open.pop().mentions.forEach(stay);
  return staying;
}

/** Everything in a function's body that may be an address. */
function addressesIn(body) {
  return instructionsOf(body).flatMap(({ code, operands }) => {
    if (code === I32_CONST) return [Number(BigInt.asUintN(32, operands[0]))];
    if (code === I64_CONST) return [Number(BigInt.asUintN(32, operands[0])), Number(BigInt.asUintN(32, operands[0] >> 32n))];
    if (code >= ACCESSES.from && code <= ACCESSES.to) return operands;
    return [];
  });
}

/** The segments without the pieces that go, and those pieces as segments. */
function parted(segments, going) {
  const [here, there] = [[], []];
  for (const { address, bytes } of segments) {
    const slice = (from, to) => ({ address: from, bytes: bytes.subarray(from - address, to - address) });
    const end = address + bytes.length;
    let done = address;
    for (const { start, end: to } of runsWithin(going, address, end)) {
      if (to - start < WORTHWHILE) continue;
      if (done < start) here.push(slice(done, start));
      there.push(slice(start, to));
      done = to;
    }
    if (done < end) here.push(slice(done, end));
  }
  return [here, there];
}

/** Pieces side by side as one, as far as they are between two addresses. */
function runsWithin(pieces, from, to) {
  const runs = [];
  for (const { start, end } of pieces) {
    const run = { start: Math.max(start, from), end: Math.min(end, to) };
    if (run.start >= run.end) continue;
    if (runs.at(-1)?.end === run.start) runs.at(-1).end = run.end;
    else runs.push(run);
  }
  return runs;
}
