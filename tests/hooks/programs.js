// Small programs to try the build's hooks on, written as text.

import binaryen from "binaryen";

import { readModule } from "../../xtask/hooks/wasm/module.js";

/** What Rust's compiler uses for browsers. */
const FEATURES = ["MutableGlobals", "NontrappingFPToInt", "SignExt", "BulkMemory", "ReferenceTypes", "Multivalue"]
  .map((it) => binaryen.Features[it])
  .reduce((all, it) => all | it);

/** A module from its text, read by us. */
export function programOf(text) {
  const parsed = binaryen.parseText(text);
  parsed.setFeatures(FEATURES);
  binaryen.setDebugInfo(true);
  if (!parsed.validate()) throw new Error("the text is no valid program");
  const bytes = Buffer.from(parsed.emitBinary());
  parsed.dispose();
  return readModule(bytes);
}

/**
 * A program whose functions need each other in every way there is: called directly and by
 * address, from both sides, with and without values, through memory and a variable.
 */
export const ENTANGLED = `(module
  (import "host" "note" (func $note (param i32)))
  (import "host" "twice" (func $twice (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\\05\\06\\07")
  (global $depth (mut i32) (i32.const 100))
  (table $callees 4 funcref)
  (elem (i32.const 1) $square $negate $sum)
  (type $unary (func (param i32) (result i32)))
  (func $square (param i32) (result i32)
    (call $note (local.get 0))
    (i32.mul (local.get 0) (local.get 0)))
  (func $negate (param i32) (result i32)
    (i32.sub (i32.const 0) (call $twice (local.get 0))))
  (func $sum (param i32) (result i32)
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.load8_u offset=16 (i32.const 0)))
      (else (i32.add (local.get 0) (call $sum (i32.sub (local.get 0) (i32.const 1)))))))
  (func $mixed (param i32 i64 f32 f64) (result f64)
    (f64.add
      (f64.add (f64.convert_i32_s (local.get 0)) (f64.convert_i64_s (local.get 1)))
      (f64.add (f64.promote_f32 (local.get 2)) (local.get 3))))
  (func $pair (param i32) (result i32 i32)
    (local.get 0)
    (call $square (local.get 0)))
  (func $deeper (param i32)
    (global.set $depth (i32.add (global.get $depth) (local.get 0)))
    (i32.store8 (i32.const 17) (global.get $depth)))
  (func $choose (param i32 i32) (result i32)
    (call_indirect (type $unary) (local.get 1) (local.get 0)))
  (func $walk (param i32) (result i32)
    (block $out
      (block $two
        (block $one
          (br_table $one $two $out (local.get 0)))
        (return (call $choose (i32.const 1) (i32.const 7))))
      (call $deeper (i32.const 9))
      (return (call $sum (global.get $depth))))
    (i32.trunc_sat_f64_s (call $mixed (local.get 0) (i64.const -5000000000) (f32.const 0.5) (f64.const 5000000001.25))))
  (func $main (export "main") (param i32) (result i32)
    (local $other i32)
    (call $pair (call $walk (local.get 0)))
    (local.set $other)
    (drop)
    (i32.add (call $choose (i32.const 2) (local.get $other)) (i32.load8_u (i32.const 17))))
  (func (export "deeper") (param i32) (call $deeper (local.get 0)))
  (export "square" (func $square))
)`;
