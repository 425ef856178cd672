// What a linker notes about a program when it is asked to (`--emit-relocs`): the constants
// and variables in its memory, and every spot where the address of one was filled in.
//
// As written down in https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md.

import { Reader } from "../wasm/binary.js";
import { readSegments } from "../wasm/segments.js";

const CUSTOM = 0;
const DATA = 11;
const SEGMENT_NAMES = 5;
const SYMBOLS = 8;
const UNDEFINED = 0x10;
const NAMED = 0x40;
const ABSOLUTE = 0x200;
const KIND = { data: 1, section: 3 };
/** Relocations to an address in memory, by code, and the others by whether they have an addend. */
const TO_MEMORY = [3, 4, 5];
const WITH_ADDEND = [...TO_MEMORY, 8, 9];
const PLAIN = [0, 1, 2, 6, 7, 10, 13, 20];

/**
 * The `symbols` in memory, `{ start, end, segment }` with the name of their segment, and
 * the `references`: `{ symbol, to, at }`, the symbol that was meant, the address that was
 * filled in, and the address where that was, unless it was in code. Nothing when the linker
 * noted nothing.
 */
export function readLinking(bytes) {
  const sections = sectionsOf(bytes);
  const linking = sections.find((it) => it.name === "linking");
  if (!linking) return undefined;
  const data = sections.find((it) => it.id === DATA);
  const segments = data ? placed(data) : [];
  const { names, symbols } = readSymbols(linking.rest(), segments);
  const references = sections
    .filter((it) => it.name?.startsWith("reloc."))
    .flatMap((it) => readRelocations(it.rest()))
    .filter(({ symbol }) => symbols[symbol])
    .map(({ section, offset, symbol, addend }) => ({
      symbol: symbols[symbol],
      to: symbols[symbol].start + addend,
      at: sections[section] === data ? addressOf(segments, offset) : undefined,
    }));
  return { symbols: symbols.filter(Boolean).map((it) => Object.assign(it, { segment: names[it.segment] })), references };
}

function sectionsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  while (!reader.isAtEnd()) {
    const id = reader.byte();
    const content = reader.take(reader.number());
    const head = new Reader(content);
    const name = id === CUSTOM ? head.text() : undefined;
    sections.push({ id, name, content, rest: () => new Reader(content, head.at) });
  }
  return sections;
}

/** The segments with the place of their bytes in the section. */
function placed({ content }) {
  return readSegments(content).map((it) => ({ ...it, from: it.bytes.byteOffset - content.byteOffset }));
}

function addressOf(segments, offset) {
  const { address, from } = segments.findLast((it) => it.from <= offset);
  return address + offset - from;
}

function readSymbols(reader, segments) {
  if (reader.number() !== 2) throw new Error("this version of the linker's notes is not known");
  let [names, symbols] = [[], []];
  while (!reader.isAtEnd()) {
    const what = reader.byte();
    const content = new Reader(reader.take(reader.number()));
    if (what === SEGMENT_NAMES) names = content.list(readSegmentName);
    if (what === SYMBOLS) symbols = content.list((it) => readSymbol(it, segments));
  }
  return { names, symbols };
}

function readSegmentName(reader) {
  const name = reader.text();
  reader.number(); // alignment
  reader.number(); // flags
  return name;
}

/** Nothing for what is not in memory. */
function readSymbol(reader, segments) {
  const kind = reader.byte();
  const flags = reader.number();
  if (kind === KIND.section) return void reader.number();
  if (kind !== KIND.data) {
    reader.number();
    if (!(flags & UNDEFINED) || flags & NAMED) reader.text();
    return undefined;
  }
  reader.text();
  if (flags & UNDEFINED) return undefined;
  const [segment, offset, size] = [reader.number(), reader.number(), reader.number()];
  if (flags & ABSOLUTE) return undefined;
  const start = segments[segment].address + offset;
  return { start, end: start + size, segment };
}

function readRelocations(reader) {
  const section = reader.number();
  const all = reader.list(() => {
    const code = reader.byte();
    if (!WITH_ADDEND.includes(code) && !PLAIN.includes(code)) throw new Error(`a relocation of the kind ${code} is not known`);
    const [offset, symbol] = [reader.number(), reader.number()];
    const addend = WITH_ADDEND.includes(code) ? reader.signed() : 0;
    return { section, offset, symbol, addend, isToMemory: TO_MEMORY.includes(code) };
  });
  return all.filter((it) => it.isToMemory);
}
