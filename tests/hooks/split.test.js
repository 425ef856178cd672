// A program in two parts does what it did in one, wherever it is cut.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sharedTable } from "../../xtask/hooks/split/border.js";
import { split } from "../../xtask/hooks/split/split.js";
import { writeModule } from "../../xtask/hooks/wasm/module.js";
import { ENTANGLED, programOf } from "./programs.js";

const LINK = "test";
const program = programOf(ENTANGLED);
const count = program.functions.length;

/** What the program does, as the host sees it: everything it answers and notes. */
function story(parts, { early = false } = {}) {
  const log = [];
  const host = { note: (it) => log.push(`note ${it}`), twice: (it) => it * 2 };
  let first;
  const load = () => {
    log.loads = (log.loads ?? 0) + 1;
    const table = first[sharedTable(LINK)];
    const shared = Object.fromEntries(Array.from({ length: table.length }, (_, slot) => [slot, table.get(slot)]));
    instance(parts.second, { host, first, shared });
  };
  first = instance(parts.first, { host, second: { load } });
  if (early && parts.second) load();
  for (const argument of [0, 1, 2, 1]) {
    log.push(`main ${first.main(argument)}`);
    first.deeper(argument);
  }
  log.push(`square ${first.square(12)}`);
  log.push(`memory ${new Uint8Array(first.memory.buffer, 16, 3).join(" ")}`);
  return log;
}

function instance(module, imports) {
  return new WebAssembly.Instance(new WebAssembly.Module(writeModule(module)), imports).exports;
}

/** The functions in `mask`, bit by bit, are in the first part. */
function cut(mask) {
  return split(program, (index) => (mask >> index) & 1, LINK);
}

test("every cut gives the same answers, whenever the second part comes", () => {
  const whole = story({ first: program });
  assert.ok(whole.some((it) => it.startsWith("note")), "the story tells something");
  for (let mask = 0; mask < 1 << count; mask += 1) {
    const parts = cut(mask);
    for (const early of [false, true]) {
      const told = story(parts, { early });
      assert.deepEqual([...told], [...whole], `cut ${mask.toString(2)}, early: ${early}`);
      assert.ok((told.loads ?? 0) <= 1, "the second part is loaded once");
    }
  }
});

test("a first part with everything never asks for the second", () => {
  const parts = cut((1 << count) - 1);
  assert.equal(parts.division.seconds.length, 0);
  assert.equal(story(parts).loads, undefined);
});

test("parts of different builds do not join", () => {
  const { first } = cut(0);
  const { second } = split(program, () => false, "other");
  assert.throws(() => story({ first, second }), WebAssembly.LinkError);
});

test("what nobody speaks of needs no stub", () => {
  const lonely = programOf(`(module
    (func $a (result i32) (call $b))
    (func $b (result i32) (i32.add (call $c) (i32.mul (i32.const 1000000) (i32.const 70000))))
    (func $c (result i32) (i32.sub (i32.mul (i32.const 1000000) (i32.const 70000)) (call $b)))
    (func (export "main") (result i32) (i32.add (i32.add (call $a) (i32.const 123456)) (i32.const 654321))))`);
  const { division } = split(lonely, (index) => index === 3, LINK);
  assert.deepEqual(division.stubs, [0]);
  assert.equal(division.seconds.length, 3);
});
