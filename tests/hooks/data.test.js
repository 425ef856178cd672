// Constants go where they are read, and nowhere else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { withDividedData } from "../../xtask/hooks/data/division.js";
import { readLinking } from "../../xtask/hooks/data/linking.js";
import { piecesOf } from "../../xtask/hooks/data/pieces.js";
import { split } from "../../xtask/hooks/split/split.js";
import { list, number, signed, sized, text } from "../../xtask/hooks/wasm/binary.js";
import { readModule, writeModule } from "../../xtask/hooks/wasm/module.js";
import { readSegments } from "../../xtask/hooks/wasm/segments.js";
import { programOf } from "./programs.js";

const LENGTH = 16;
/** Four constants side by side, of sixteen letters each; a program that reads the first and says the last. */
const START = 1024;
const DATA = ["a", "b", "c", "d"].map((it) => it.repeat(LENGTH)).join("");
/** Longer than a stub would be, so that it may be in the second part. */
const SECOND = `(func (export "second") (result i32)
  (i32.add (i32.load8_u (i32.const ${START + LENGTH})) (i32.sub (i32.const 123456) (i32.const 123456))))`;
const program = programOf(`(module
  (memory (export "memory") 1)
  (data (i32.const ${START}) "${DATA}")
  (func (export "first") (param i32) (result i32) (i32.load8_u offset=${START} (local.get 0)))
  ${SECOND})`);

const place = (index) => ({ start: START + index * LENGTH, end: START + (index + 1) * LENGTH, segment: ".rodata" });
const constants = [0, 1, 2, 3].map(place);

/** The letters that the parts begin with, when the function `first` alone is in the first part. */
function check(notes, expected, { module = program, symbols = constants } = {}) {
  const pieces = piecesOf({ symbols: symbols.map((it) => ({ ...it })), references: notes(symbols) });
  const parts = withDividedData(split(module, (index) => index === 0, "x"), pieces);
  const letters = ({ data }) => readSegments(data).map((it) => `${it.address - START}:${it.bytes.toString().replaceAll(/(.)\1*/g, "$1")}`);
  assert.deepEqual([letters(parts.first), letters(parts.second)], expected);
  return parts;
}

test("a constant goes with those who say where it is", () => {
  check(() => [], [["0:a"], ["16:bcd"]]);
});

test("what is no constant stays", () => {
  const symbols = [place(0), { ...place(1), segment: ".data" }, place(2)];
  check(() => [], [["0:ab", "48:d"], ["32:c"]], { symbols });
});

test("a constant that another one speaks of goes with that", () => {
  const speaks = (from, to) => ([...all]) => [{ symbol: all[to], to: all[to].start, at: all[from].start + 4 }];
  check(speaks(0, 2), [["0:a", "32:c"], ["16:b", "48:d"]]);
  check(speaks(1, 2), [["0:a"], ["16:bcd"]]);
});

test("constants that are reckoned from one another stay together", () => {
  // An address before the second constant, which is in the first one.
  check((all) => [{ symbol: all[1], to: all[1].start - 4 }], [["0:ab"], ["32:cd"]]);
  // The end of the first is the beginning of the second.
  check((all) => [{ symbol: all[0], to: all[0].end }], [["0:ab"], ["32:cd"]]);
  check((all) => [{ symbol: all[1], to: all[1].start + 4 }], [["0:a"], ["16:bcd"]]);
});

test("without the linker's notes nothing moves", () => {
  assert.equal(readLinking(writeModule(program)), undefined);
  const parts = withDividedData(split(program, (index) => index === 0, "x"), []);
  assert.deepEqual(parts.first.data, program.data);
  assert.equal(parts.second.data, undefined);
});

test("what looks like an address counts as one, in every kind of number", () => {
  const address = START + 2 * LENGTH + 3;
  for (const said of [`(drop (i32.const ${address}))`, `(drop (i64.const ${address}))`, `(drop (i64.const ${BigInt(address) << 32n}))`, `(i64.store offset=${address} (i32.const 0) (i64.const -1))`]) {
    const module = programOf(`(module
      (memory (export "memory") 1)
      (data (i32.const ${START}) "${DATA}")
      (func (export "first") ${said})
      ${SECOND})`);
    check(() => [], [["32:c"], ["0:ab", "48:d"]], { module });
  }
});

test("the parts read what the whole reads", () => {
  const { first, second } = check(() => [], [["0:a"], ["16:bcd"]]);
  const instance = (module, imports) => new WebAssembly.Instance(new WebAssembly.Module(writeModule(module)), imports).exports;
  let own;
  const load = () => {
    const table = own["shared-x"];
    const shared = Object.fromEntries(Array.from({ length: table.length }, (_, slot) => [slot, table.get(slot)]));
    instance(second, { first: own, shared });
  };
  own = instance(first, { second: { load } });
  assert.equal(own.first(0), "a".charCodeAt(0));
  assert.equal(own.first(LENGTH), 0, "the second part's constants are not here yet");
  assert.equal(own.second(), "b".charCodeAt(0));
  assert.equal(own.first(LENGTH), "b".charCodeAt(0));
});

test("the linker's notes are read as they are written", () => {
  const custom = (name, ...content) => Buffer.concat([Buffer.of(0), sized(Buffer.concat([text(name), ...content]))]);
  const part = (what, content) => Buffer.concat([Buffer.of(what), sized(content)]);
  const segment = (name) => Buffer.concat([text(name), number(0), number(0)]);
  const variable = (name, ...places) => Buffer.concat([Buffer.of(1, 0), text(name), ...places.map(number)]);
  const symbols = [
    Buffer.concat([Buffer.of(0, 0x10), number(0)]), // an imported function
    Buffer.concat([Buffer.of(0, 0), number(1), text("own")]),
    variable("a", 0, 0, LENGTH),
    variable("b", 0, LENGTH, LENGTH),
    Buffer.concat([Buffer.of(1, 0x10), text("missing")]),
    Buffer.concat([Buffer.of(3, 2), number(3)]),
  ];
  const bytes = writeModule(program);
  const sections = [...sectionsOf(bytes)];
  const [code, data] = [10, 11].map((id) => sections.findIndex((it) => it.id === id));
  const linked = Buffer.concat([
    bytes,
    custom("linking", number(2), part(5, list([segment(".rodata")])), part(8, list(symbols))),
    custom("reloc.CODE", number(code), list([
      Buffer.concat([Buffer.of(0), number(3), number(1)]), // to a function
      Buffer.concat([Buffer.of(4), number(9), number(3), signed(-2)]),
    ])),
    custom("reloc.DATA", number(data), list([Buffer.concat([Buffer.of(5), number(sections[data].head + 5), number(2), signed(3)])])),
  ]);
  assert.ok(readModule(linked), "it stays a program");
  const [a, b] = [place(0), place(1)];
  assert.deepEqual(readLinking(linked), {
    symbols: [a, b],
    references: [
      { symbol: b, to: b.start - 2, at: undefined },
      { symbol: a, to: a.start + 3, at: a.start + 5 },
    ],
  });
});

/** The sections of a module, with where the bytes of its first segment begin in each. */
function* sectionsOf(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    let [length, shift] = [0, 0];
    do {
      at += 1;
      length |= (bytes[at] & 127) << shift;
      shift += 7;
    } while (bytes[at] > 127);
    const content = bytes.subarray(at + 1, at + 1 + length);
    yield { id, head: content.indexOf("aaaa") };
    at += 1 + length;
  }
}
