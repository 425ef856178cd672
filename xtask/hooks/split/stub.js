// The few functions that the parts have and the program has not.

import { Reader, number, signed } from "../wasm/binary.js";

const I32 = 0x7f;
const END = 0x0b;
const CALL = 0x10;
const CALL_INDIRECT = 0x11;
const LOCAL_GET = 0x20;
const GLOBAL_GET = 0x23;
const GLOBAL_SET = 0x24;
const I32_CONST = 0x41;
/** What is called when the value is 0. */
const IF_ZERO = [0x45, 0x04, 0x40];

/** The type of a function that takes nothing and gives nothing. */
export const ACTION = { parameters: Buffer.of(), results: Buffer.of() };
/** The type of a function from a number to a number. */
export const NUMBER_TO_NUMBER = { parameters: Buffer.of(I32), results: Buffer.of(I32) };
/** The type of a number that changes. */
export const VARIABLE = Buffer.of(I32, 1);

/** How long a stub is for a function of this type. */
export function stubLength({ parameters }) {
  return 2 * parameters.length + 12;
}

/** Hands its arguments on to the function at `slot` of `table`; `guard` is called before. */
export function stub({ parameters, slot, guard, type, table }) {
  const handOn = Array.from({ length: parameters }, (_, index) => [LOCAL_GET, ...number(index)]);
  return body(handOn.flat(), [I32_CONST], signed(slot), [CALL], number(guard), [CALL_INDIRECT], number(type), number(table));
}

/** Gives back the slot that it gets, after the call of `load` if `isHere` is 0. */
export function guard({ isHere, load }) {
  return body([GLOBAL_GET], number(isHere), IF_ZERO, [CALL], number(load), [END, LOCAL_GET, 0]);
}

/** Sets `isHere` to 1. */
export function arrival({ isHere }) {
  return body([I32_CONST, 1, GLOBAL_SET], number(isHere));
}

/** A function without local variables. */
function body(...instructions) {
  return Buffer.concat([Buffer.of(0), ...instructions.map((it) => Buffer.from(it)), Buffer.of(END)]);
}

/** The instructions that make a number. */
export function constant(value) {
  return Buffer.concat([Buffer.of(I32_CONST), signed(value), Buffer.of(END)]);
}

/** The number that instructions make, if nothing but they decide it. */
export function valueOf(instructions) {
  const reader = new Reader(instructions);
  return reader.byte() === I32_CONST ? reader.signed() : undefined;
}
