// Which functions, types, tables and globals an instruction speaks of, and the same
// instructions with other numbers for them.
//
// Knows the instructions that compilers for browsers write today: the first version of the
// format with sign extension, saturating conversions, bulk memory, reference types and
// blocks with several values. Any other is an error: who does not know an instruction's
// length cannot read on behind it.

import { Reader, number, signed } from "./binary.js";

/** What stands behind an opcode, one word for each part. */
const OPERANDS = new Map([
  ...[0x02, 0x03, 0x04].map((block) => [block, ["block type"]]),
  ...[0x0c, 0x0d, 0x20, 0x21, 0x22].map((plain) => [plain, ["number"]]),
  [0x0e, ["numbers", "number"]], // br_table
  [0x10, ["function"]], // call
  [0x11, ["type", "table"]], // call_indirect
  [0x1c, ["value types"]], // select with types
  ...[0x23, 0x24].map((global) => [global, ["global"]]),
  ...[0x25, 0x26].map((element) => [element, ["table"]]),
  ...range(0x28, 0x3e).map((access) => [access, ["place in memory"]]),
  ...[0x3f, 0x40].map((size) => [size, ["memory"]]),
  ...[0x41, 0x42].map((constant) => [constant, ["constant"]]),
  [0x43, ["4 bytes"]],
  [0x44, ["8 bytes"]],
  [0xd0, ["value type"]], // ref.null
  [0xd2, ["reference"]], // ref.func
  ...[0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1].map((bare) => [bare, []]),
  ...range(0x45, 0xc4).map((arithmetic) => [arithmetic, []]),
]);

/** The same for those behind the prefix 0xfc. */
const PREFIXED = new Map([
  ...range(0, 7).map((conversion) => [conversion, []]),
  [8, ["data", "memory"]], // memory.init
  [9, ["data"]], // data.drop
  [10, ["memory", "memory"]], // memory.copy
  [11, ["memory"]], // memory.fill
  [12, ["elements", "table"]], // table.init
  [13, ["elements"]], // elem.drop
  [14, ["table", "table"]], // table.copy
  ...[15, 16, 17].map((table) => [table, ["table"]]), // grow, size, fill
]);

const PREFIX = 0xfc;
/** A block without a value. */
const EMPTY = 0x40;
/** i32, i64, f32, f64, v128, funcref, externref. */
const VALUE_TYPES = new Set([0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x70, 0x6f]);

/** Words whose numbers name something of the module. */
const NAMING = new Set(["function", "reference", "type", "table", "global", "memory", "data", "elements"]);

/**
 * Goes through the instructions and calls `visit` with each number that names something,
 * as `{ kind, index, start, end }`: what it names, and where it stands.
 */
export function visitNames(instructions, visit, at = 0) {
  const reader = new Reader(instructions, at);
  while (!reader.isAtEnd()) {
    for (const operand of operandsOf(reader)) readOperand(reader, operand, visit);
  }
}

/** The same for a function's body, which begins with its local variables. */
export function visitBody(body, visit) {
  visitNames(body, visit, startOf(body));
}

/**
 * The instructions of a function's body, each as `{ code, at, end, operands }`: where it
 * stands, and the numbers behind its opcode: those of constants are long, accesses to memory
 * have their offset. A block without a number for its type has the byte of its type, negative.
 */
export function instructionsOf(body) {
  const reader = new Reader(body, startOf(body));
  const found = [];
  while (!reader.isAtEnd()) {
    const at = reader.at;
    const first = body[at];
    const words = operandsOf(reader);
    const code = first === PREFIX ? PREFIX * 256 + new Reader(body, at + 1).number() : first;
    const operands = words.map((it) => readOperand(reader, it, () => {}));
    found.push({ code, at, end: reader.at, operands });
  }
  return found;
}

/** Where the instructions of a function's body begin. */
export function startOf(body) {
  const reader = new Reader(body);
  reader.list(localOf);
  return reader.at;
}

/** The types of a function's local variables, behind its parameters, a byte for each. */
export function localsOf(body) {
  return new Reader(body).list(localOf).flatMap(({ count, type }) => Array(count).fill(type));
}

function localOf(reader) {
  return { count: reader.number(), type: valueType(reader) };
}

/** A function's body with the number that `rename(kind, index)` gives in place of each. */
export function renameBody(body, rename) {
  return renamed(body, (visit) => visitBody(body, visit), rename);
}

/** The same for the instructions that give a global its first value, or a segment its place. */
export function renameConstant(instructions, rename) {
  return renamed(instructions, (visit) => visitNames(instructions, visit), rename);
}

function renamed(bytes, walk, rename) {
  const parts = [];
  let done = 0;
  walk(({ kind, index, start, end }) => {
    const other = rename(kind, index);
    if (!Number.isInteger(other)) throw new Error(`the ${kind} ${index} has no number`);
    // The type of a block is signed, and shares its room with the value types.
    parts.push(bytes.subarray(done, start), kind === "block type" ? signed(other) : number(other));
    done = end;
  });
  parts.push(bytes.subarray(done));
  return Buffer.concat(parts);
}

function operandsOf(reader) {
  const opcode = reader.byte();
  const prefixed = opcode === PREFIX ? reader.number() : undefined;
  const operands = prefixed === undefined ? OPERANDS.get(opcode) : PREFIXED.get(prefixed);
  if (operands) return operands;
  const name = [opcode, prefixed].filter((it) => it !== undefined).map((it) => `0x${it.toString(16)}`);
  throw new Error(`the instruction ${name.join(" ")} is not known: add it to xtask/hooks/wasm/instructions.js`);
}

function readOperand(reader, operand, visit) {
  const start = reader.at;
  if (NAMING.has(operand)) {
    const index = reader.number();
    visit({ kind: operand, index, start, end: reader.at });
    return index;
  }
  switch (operand) {
    case "number":
      reader.skipNumber();
      return new Reader(reader.bytes, start).number();
    case "constant":
      return reader.long();
    case "numbers":
      return reader.list(() => reader.number());
    case "4 bytes":
      return void reader.take(4);
    case "8 bytes":
      return void reader.take(8);
    case "value type":
      return valueType(reader);
    case "value types":
      return void reader.list(() => valueType(reader));
    case "place in memory":
      return place(reader);
    case "block type":
      return blockType(reader, visit);
  }
}

function valueType(reader) {
  const type = reader.byte();
  if (!VALUE_TYPES.has(type)) throw new Error(`the type 0x${type.toString(16)} is not known`);
  return type;
}

/** The offset behind an alignment; a second memory would show in the alignment. */
function place(reader) {
  const alignment = reader.number();
  if (alignment > 16) throw new Error("a second memory is not known");
  return reader.number();
}

/** Nothing, one value's type, or the number of a type. */
function blockType(reader, visit) {
  const start = reader.at;
  const first = reader.bytes[start];
  if (first === EMPTY || VALUE_TYPES.has(first)) return -reader.byte();
  const index = reader.signed();
  if (index < 0) throw new Error(`the block type ${index} is not known`);
  visit({ kind: "block type", index, start, end: reader.at });
  return index;
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}
