// What a program's memory begins with.

import { Reader, list, number, signed, sized } from "./binary.js";

const I32_CONST = 0x41;
const END = 0x0b;

/** The segments of a data section, `{ address, bytes }` each. */
export function readSegments(data) {
  if (!data) return [];
  return new Reader(data).list((it) => {
    const flags = it.number();
    if (flags !== 0) throw new Error(`a data segment of the form ${flags} is not known`);
    if (it.byte() !== I32_CONST) throw new Error("a data segment whose place only the browser knows is not known");
    const address = it.signed() >>> 0;
    if (it.byte() !== END) throw new Error("a constant of several instructions is not known");
    return { address, bytes: it.take(it.number()) };
  });
}

/** A data section with these segments, or nothing without any. */
export function writeSegments(segments) {
  if (segments.length === 0) return undefined;
  return list(segments.map(({ address, bytes }) => Buffer.concat([Buffer.of(0, I32_CONST), signed(address | 0), Buffer.of(END), sized(bytes)])));
}
