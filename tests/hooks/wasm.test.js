// The binary format, read and written.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Reader, number, signed } from "../../xtask/hooks/wasm/binary.js";
import { renameBody, visitBody } from "../../xtask/hooks/wasm/instructions.js";
import { readModule, writeModule } from "../../xtask/hooks/wasm/module.js";
import { plainName } from "../../xtask/hooks/wasm/names.js";
import { ENTANGLED, programOf } from "./programs.js";

test("numbers are read as they are written", () => {
  for (const value of [0, 1, 63, 64, 127, 128, 300, 16_383, 16_384, 0x7fff_ffff]) {
    assert.equal(new Reader(number(value)).number(), value);
    assert.equal(new Reader(signed(value)).signed(), value);
    assert.equal(new Reader(signed(-value)).signed(), 0 - value);
  }
  assert.equal(new Reader(number(0xffff_ffff)).number(), 0xffff_ffff);
  assert.deepEqual([...number(624_485)], [0xe5, 0x8e, 0x26]);
  assert.deepEqual([...signed(-123_456)], [0xc0, 0xbb, 0x78]);
});

test("a module is written as it was read", () => {
  const program = programOf(ENTANGLED);
  const bytes = writeModule(program);
  assert.deepEqual(writeModule(readModule(bytes)), bytes);
  assert.equal(program.names.get(2), "square");
});

test("an end in the midst is an error", () => {
  const bytes = writeModule(programOf(ENTANGLED));
  assert.throws(() => readModule(bytes.subarray(0, bytes.length - 2)), /in the midst/);
  assert.throws(() => readModule(Buffer.from("no program")), /no WebAssembly module/);
});

/** The instructions of a function without local variables. */
const body = (...instructions) => Buffer.from([0, ...instructions, 0x0b]);

function named(bytes) {
  const found = [];
  visitBody(bytes, ({ kind, index }) => found.push(`${kind} ${index}`));
  return found;
}

test("what instructions speak of is found, whatever stands around it", () => {
  const cases = [
    [[0x10, 0x80, 0x01], ["function 128"]],
    [[0x11, 3, 1], ["type 3", "table 1"]],
    [[0x23, 5, 0x24, 6], ["global 5", "global 6"]],
    [[0x41, 0x90, 0x7f, 0x42, 0xff, 0xff, 0xff, 0xff, 0x7f], []],
    [[0x43, 0x10, 0x10, 0x10, 0x10, 0x44, 0x10, 1, 2, 3, 4, 5, 6, 0x10], []],
    [[0x02, 0x40, 0x0b, 0x03, 0x7f, 0x0b, 0x04, 0xc0, 0x00, 0x0b], ["block type 64"]],
    [[0x0e, 2, 0x10, 0x10, 0x10], []],
    [[0x28, 2, 0x90, 0x01], []],
    [[0x1c, 1, 0x7f], []],
    [[0xd0, 0x70, 0xd1, 0xd2, 9], ["reference 9"]],
    [[0xfc, 0x00, 0xfc, 10, 0, 0, 0xfc, 11, 0], ["memory 0", "memory 0", "memory 0"]],
    [[0xfc, 8, 1, 0, 0xfc, 12, 2, 1, 0xfc, 16, 3], ["data 1", "memory 0", "elements 2", "table 1", "table 3"]],
  ];
  for (const [instructions, expected] of cases) assert.deepEqual(named(body(...instructions)), expected);
});

test("local variables are no instructions", () => {
  assert.deepEqual(named(Buffer.of(2, 0x10, 0x7f, 1, 0x70, 0x10, 7, 0x0b)), ["function 7"]);
});

test("an unknown instruction is an error that names it", () => {
  for (const [instructions, name] of [[[0x06], "0x6"], [[0xfd, 1], "0xfd"], [[0xfc, 18], "0xfc 0x12"]]) {
    assert.throws(() => named(body(...instructions)), new RegExp(`instruction ${name} is not known`));
  }
  assert.throws(() => named(body(0x02, 0x6e, 0x0b)), /block type/);
  assert.throws(() => named(body(0x28, 0x42, 1, 0)), /second memory/);
});

test("numbers change and everything else stays", () => {
  const before = body(0x20, 0x10, 0x10, 1, 0x41, 0x10, 0x10, 2, 0x02, 3, 0x0b);
  const after = renameBody(before, (kind, index) => (kind === "function" ? index + 299 : 64));
  assert.deepEqual([...after], [...body(0x20, 0x10, 0x10, 0xac, 2, 0x41, 0x10, 0x10, 0xad, 2, 0x02, 0xc0, 0x00, 0x0b)]);
  assert.throws(() => renameBody(before, () => undefined), /has no number/);
});

test("names do not change from build to build", () => {
  const cases = {
    "netpol_engine[eccc88e9337c86ca]::layout::lay_out": "netpol_engine::layout::lay_out",
    "core::fmt::write::h0123456789abcdef": "core::fmt::write",
    "<js_sys[505d8bf0921db8ec]::Array<_>>::get::__wbg_get_507a50627bffa49b": "<Array<_>>::get::__wbg_get",
    "<alloc[c8a1b94caa27ad0]::vec::Vec<alloc[c8a1b94caa27ad0]::string::String> as core[641134fb57596b42]::clone::Clone>::clone":
      "<Vec<String> as Clone>::clone",
    "<alloc::string::String as core::fmt::Display>::fmt.390": "<String as Display>::fmt",
    "shop::open::{closure#2}": "shop::open::{closure#2}",
  };
  for (const [name, plain] of Object.entries(cases)) assert.equal(plainName(name), plain);
});
