// A program whose rare parts became functions does what it did, whatever is called rare.

import assert from "node:assert/strict";
import { test } from "node:test";

import { instrumented, MARKS } from "../../xtask/hooks/instrument.js";
import { outlined } from "../../xtask/hooks/outline/outline.js";
import { shapeOf } from "../../xtask/hooks/profile.js";
import { flowOf } from "../../xtask/hooks/wasm/flow.js";
import { writeModule } from "../../xtask/hooks/wasm/module.js";
import { ENTANGLED, programOf } from "./programs.js";

/**
 * Leaves a stretch in every way there is: by its end, by branches out of blocks and round a
 * loop, by tables of labels inside and outside, by returning, with values and without. Every
 * part is long enough to be worth a function.
 */
const WINDING = `(module
  (memory (export "memory") 1)
  (func $note (param i32) (i32.store8 (local.get 0) (i32.add (i32.load8_u (local.get 0)) (i32.const 1))))
  (func $steps (export "main") (param $n i32) (param $m i32) (result i32)
    (local $sum i32) (local $carry i64) (local $part f64) (local $only i32)
    (block $done
      (loop $again
        (br_if $done (i32.ge_u (local.get $sum) (i32.const 1000)))
        (local.set $sum (i32.add (local.get $sum) (i32.const 7)))
        (block $odd
          (br_if $odd (i32.and (local.get $sum) (i32.const 1)))
          (call $note (i32.const 3)) (call $note (i32.const 3)) (call $note (i32.const 4)) (call $note (i32.const 5))
          (local.set $carry (i64.add (local.get $carry) (i64.extend_i32_u (local.get $n))))
          (local.set $only (i32.add (local.get $only) (i32.const 1)))
          (i32.store8 (i32.const 9) (local.get $only))
          (br_if $again (i32.eq (i32.rem_u (local.get $sum) (i32.const 6)) (i32.const 2)))
          (call $note (i32.const 6)) (call $note (i32.const 7)) (call $note (i32.const 8))
          (block $inner
            (br_table $inner $again $odd $done $inner (i32.sub (local.get $m) (local.get $only))))
          (call $note (i32.const 10)) (call $note (i32.const 11)) (call $note (i32.const 12)) (call $note (i32.const 13)))
        (if (i32.eq (local.get $m) (i32.const 5))
          (then
            (call $note (i32.const 14)) (call $note (i32.const 15)) (call $note (i32.const 16)) (call $note (i32.const 17))
            (local.set $part (f64.add (local.get $part) (f64.const 1.5)))
            (if (f64.gt (local.get $part) (f64.const 40))
              (then (return (i32.trunc_sat_f64_s (f64.mul (local.get $part) (f64.const 100)))))))
          (else
            (call $note (i32.const 18)) (call $note (i32.const 19)) (call $note (i32.const 20)) (call $note (i32.const 21))
            (local.set $m (i32.sub (local.get $m) (i32.const 1)))))
        (local.set $sum
          (i32.add (local.get $sum)
            (block $value (result i32)
              (if (i32.lt_s (local.get $m) (i32.const -20))
                (then
                  (call $note (i32.const 22)) (call $note (i32.const 23)) (call $note (i32.const 24)) (call $note (i32.const 25))
                  (br $value (i32.wrap_i64 (local.get $carry)))))
              (if (result i32) (i32.eq (local.get $n) (i32.const 3))
                (then (call $note (i32.const 26)) (call $note (i32.const 27)) (call $note (i32.const 28)) (call $note (i32.const 29)) (i32.const 11))
                (else (call $note (i32.const 30)) (call $note (i32.const 31)) (call $note (i32.const 32)) (call $note (i32.const 33)) (i32.const 2))))))
        (br $again)))
    (if (i32.eqz (local.get $n))
      (then (call $note (i32.const 34)) (call $note (i32.const 35)) (call $note (i32.const 36)) (call $note (i32.const 37)) (unreachable)))
    (i32.add (local.get $sum) (i32.wrap_i64 (local.get $carry))))
)`;

function story(module) {
  const host = { note: () => {}, twice: (it) => it * 2 };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(writeModule(module)), { host });
  const told = [];
  for (const [n, m] of [[1, 9], [3, 5], [2, 1], [7, 30], [3, 0], [0, 4], [4, 5]]) {
    let answer;
    try {
      answer = exports.main(n, m);
    } catch (error) {
      answer = error.message;
    }
    told.push(`main ${n} ${m}: ${answer}; ${new Uint8Array(exports.memory.buffer, 0, 40).join(" ")}`);
  }
  return told;
}

/** Numbers that look random and never change. */
function* noise(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

for (const [name, text] of Object.entries({ WINDING, ENTANGLED })) {
  test(`whatever is called rare, the answers are the same: ${name}`, () => {
    const program = programOf(text);
    const whole = story(program);
    const random = noise(7);
    let most = 0;
    for (let round = 0; round < 400; round += 1) {
      const share = round / 400;
      const reached = (index) => flowOf(program, program.functions[index]).points.map(() => random.next().value < share);
      const parts = outlined(program, reached);
      most = Math.max(most, parts.functions.length - program.functions.length);
      assert.deepEqual(story(parts), whole, `round ${round}`);
    }
    if (text === WINDING) assert.ok(most >= 3, `${most} parts at most`);
  });
}

/** Marks have a memory of their own, which Chromium knows and older versions of Node.js do not. */
const knowsTwoMemories = WebAssembly.validate(Buffer.from("0061736d0100000005050200010001", "hex"));

test("marks tell what was reached, and change nothing", { skip: !knowsTwoMemories }, () => {
  const program = programOf(WINDING);
  const { module, meanings } = instrumented(program);
  assert.deepEqual(story(module), story(program));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(writeModule(module)), {});
  exports.main(2, 1);
  const marks = new Uint8Array(exports[MARKS].buffer);
  const { mark, count } = meanings.find((it) => it.name === "steps");
  const reached = [...marks.subarray(mark, mark + 1 + count)];
  assert.equal(reached[0], 1, "the function ran");
  assert.ok(reached.includes(0), "a place was not reached");
});

test("a shape is that of the instructions, and not of what they speak of", () => {
  const shape = (text) => {
    const program = programOf(text);
    return shapeOf(flowOf(program, program.functions[0]));
  };
  const one = shape('(module (func (export "a") (result i32) (i32.add (i32.const 1) (i32.const 2))))');
  assert.equal(shape('(module (func (export "a") (result i32) (i32.add (i32.const 5) (i32.const 700))))'), one);
  assert.notEqual(shape('(module (func (export "a") (result i32) (i32.sub (i32.const 1) (i32.const 2))))'), one);
});
