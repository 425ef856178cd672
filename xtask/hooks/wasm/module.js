// A WebAssembly module as data: read from its bytes, and written again.
//
// Takes in what a program for a browser is made of. What it does not know (passive
// segments of functions, tags, several memories) is an error and not passed over.

import { Reader, list, number, sized, text } from "./binary.js";

/** The kinds of things that are imported and exported, by their code. */
const KINDS = ["function", "table", "memory", "global"];

const CUSTOM = 0;
/** The sections in the order of a file; `null` where data is bytes that nobody looks into. */
const SECTIONS = { types: 1, imports: 2, functions: 3, tables: 4, memories: 5, globals: 6, exports: 7, start: 8, elements: 9, code: 10, data: 11, dataCount: 12 };
const FUNCTION_TYPE = 0x60;
const END = 0x0b;
const HEADER = Buffer.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** The type of the tables that hold functions. */
export const FUNCTION_REFERENCE = 0x70;

/**
 * A module without anything in it. Its lists hold:
 *
 * - `types`: `{ parameters, results }`, each a value type in a byte per value;
 * - `imports`: `{ from, name, kind, type }`, `type` a number for functions, otherwise bytes;
 * - `functions`: the module's own, `{ type, body }`;
 * - `tables`, `memories`: their types as bytes;
 * - `globals`: `{ type, value }`, bytes both;
 * - `exports`: `{ name, kind, index }`;
 * - `elements`: `{ table, offset, functions }`, `offset` being bytes;
 * - `data`, `dataCount`: as they are written;
 * - `names`: what the name section calls functions, by number.
 */
export function emptyModule() {
  return { types: [], imports: [], functions: [], tables: [], memories: [], globals: [], exports: [], start: undefined, elements: [], data: undefined, dataCount: undefined, names: new Map() };
}

/** Reads a module's bytes. */
export function readModule(bytes) {
  if (!HEADER.equals(bytes.subarray(0, HEADER.length))) throw new Error("this is no WebAssembly module");
  const module = emptyModule();
  const reader = new Reader(bytes, HEADER.length);
  while (!reader.isAtEnd()) {
    const id = reader.byte();
    readSection(module, id, new Reader(reader.take(reader.number())));
  }
  return module;
}

function readSection(module, id, reader) {
  switch (id) {
    case CUSTOM:
      if (reader.text() === "name") module.names = readNames(reader);
      return;
    case SECTIONS.types:
      module.types = reader.list(readType);
      return;
    case SECTIONS.imports:
      module.imports = reader.list(readImport);
      return;
    case SECTIONS.functions:
      module.functions = reader.list(() => ({ type: reader.number(), body: undefined }));
      return;
    case SECTIONS.tables:
      module.tables = reader.list(readTable);
      return;
    case SECTIONS.memories:
      module.memories = reader.list(readLimits);
      return;
    case SECTIONS.globals:
      module.globals = reader.list(() => ({ type: reader.take(2), value: readConstant(reader) }));
      return;
    case SECTIONS.exports:
      module.exports = reader.list(() => ({ name: reader.text(), kind: kind(reader), index: reader.number() }));
      return;
    case SECTIONS.start:
      module.start = reader.number();
      return;
    case SECTIONS.elements:
      module.elements = reader.list(readElements);
      return;
    case SECTIONS.code:
      reader.list(() => reader.take(reader.number())).forEach((body, index) => (module.functions[index].body = body));
      return;
    case SECTIONS.data:
      module.data = reader.take(reader.bytes.length);
      return;
    case SECTIONS.dataCount:
      module.dataCount = reader.number();
      return;
    default:
      throw new Error(`the section ${id} is not known`);
  }
}

function readType(reader) {
  const form = reader.byte();
  if (form !== FUNCTION_TYPE) throw new Error(`a type of the form 0x${form.toString(16)} is not known`);
  return { parameters: reader.take(reader.number()), results: reader.take(reader.number()) };
}

function readImport(reader) {
  const from = reader.text();
  const name = reader.text();
  const what = kind(reader);
  const read = { function: (it) => it.number(), table: readTable, memory: readLimits, global: (it) => it.take(2) };
  return { from, name, kind: what, type: read[what](reader) };
}

function kind(reader) {
  const code = reader.byte();
  if (!KINDS[code]) throw new Error(`something of the kind ${code} is not known`);
  return KINDS[code];
}

function readTable(reader) {
  const start = reader.at;
  const type = reader.byte();
  if (type !== FUNCTION_REFERENCE && type !== 0x6f) throw new Error(`a table of 0x${type.toString(16)} is not known`);
  readLimits(reader);
  return reader.bytes.subarray(start, reader.at);
}

function readLimits(reader) {
  const start = reader.at;
  const flags = reader.byte();
  if (flags > 1) throw new Error("only plain memories and tables are known");
  for (let bound = 0; bound <= flags; bound += 1) reader.number();
  return reader.bytes.subarray(start, reader.at);
}

/** Instructions that make one value: one of them, and the end. */
function readConstant(reader) {
  const start = reader.at;
  const opcode = reader.byte();
  if (opcode === 0x43) reader.take(4);
  else if (opcode === 0x44) reader.take(8);
  else if ([0x23, 0x41, 0x42, 0xd0, 0xd2].includes(opcode)) reader.skipNumber();
  else throw new Error(`the constant 0x${opcode.toString(16)} is not known`);
  if (reader.byte() !== END) throw new Error("a constant of several instructions is not known");
  return reader.bytes.subarray(start, reader.at);
}

function readElements(reader) {
  const flags = reader.number();
  if (flags !== 0 && flags !== 2) throw new Error(`a list of functions of the form ${flags} is not known`);
  const table = flags === 2 ? reader.number() : 0;
  const offset = readConstant(reader);
  if (flags === 2 && reader.byte() !== 0) throw new Error("a list of something other than functions is not known");
  return { table, offset, functions: reader.list((it) => it.number()) };
}

function readNames(reader) {
  const names = new Map();
  while (!reader.isAtEnd()) {
    const what = reader.byte();
    const content = new Reader(reader.take(reader.number()));
    if (what === 1) content.list(() => names.set(content.number(), content.text()));
  }
  return names;
}

/** The bytes of a module, without its names: no browser looks at them. */
export function writeModule(module) {
  const { functions } = module;
  const contents = [
    [SECTIONS.types, listed(module.types, writeType)],
    [SECTIONS.imports, listed(module.imports, writeImport)],
    [SECTIONS.functions, listed(functions, ({ type }) => number(type))],
    [SECTIONS.tables, listed(module.tables, (it) => it)],
    [SECTIONS.memories, listed(module.memories, (it) => it)],
    [SECTIONS.globals, listed(module.globals, ({ type, value }) => Buffer.concat([type, value]))],
    [SECTIONS.exports, listed(module.exports, writeExport)],
    [SECTIONS.start, module.start === undefined ? undefined : number(module.start)],
    [SECTIONS.elements, listed(module.elements, writeElements)],
    [SECTIONS.dataCount, module.dataCount === undefined ? undefined : number(module.dataCount)],
    [SECTIONS.code, listed(functions, ({ body }) => sized(body))],
    [SECTIONS.data, module.data],
  ];
  const sections = contents.filter(([, content]) => content).map(([id, content]) => Buffer.concat([Buffer.of(id), sized(content)]));
  return Buffer.concat([HEADER, ...sections]);
}

/** A section's content, or nothing for a section without items. */
function listed(items, write) {
  return items.length === 0 ? undefined : list(items.map(write));
}

function writeType({ parameters, results }) {
  return Buffer.concat([Buffer.of(FUNCTION_TYPE), sized(parameters), sized(results)]);
}

function writeImport({ from, name, kind: what, type }) {
  return Buffer.concat([text(from), text(name), Buffer.of(KINDS.indexOf(what)), what === "function" ? number(type) : type]);
}

function writeExport({ name, kind: what, index }) {
  return Buffer.concat([text(name), Buffer.of(KINDS.indexOf(what)), number(index)]);
}

function writeElements({ table, offset, functions }) {
  const head = table === 0 ? [number(0), offset] : [number(2), number(table), offset, Buffer.of(0)];
  return Buffer.concat([...head, list(functions.map(number))]);
}

/** How many things of a kind are imported, which have the first numbers. */
export function importedCount(module, what) {
  return module.imports.filter((it) => it.kind === what).length;
}
