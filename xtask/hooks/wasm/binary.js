// How WebAssembly's binary format writes numbers, texts and lists.

/** Reads bytes from front to back. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.isAtEnd()) throw new Error("the program ends in the midst of something");
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  /** A number without sign (LEB128). */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  /** A number with a sign, of up to 32 bits. */
  signed() {
    let value = 0;
    for (let shift = 0; ; ) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte < 128) return byte & 64 && shift < 32 ? value | (-1 << shift) : value;
    }
  }

  /** A number with a sign, of up to 64 bits. */
  long() {
    let value = 0n;
    for (let shift = 0n; ; ) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      shift += 7n;
      if (byte < 128) return BigInt.asIntN(Number(shift), value);
    }
  }

  /** Passes over a number of any size. */
  skipNumber() {
    while (this.byte() >= 128);
  }

  take(length) {
    if (this.at + length > this.bytes.length) throw new Error("the program ends in the midst of something");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return Buffer.from(this.take(this.number())).toString();
  }

  /** As many items as the number in front says. */
  list(item) {
    return Array.from({ length: this.number() }, () => item(this));
  }
}

/** A number without sign as the format writes it. */
export function number(value) {
  const bytes = [];
  do {
    const more = value > 127 ? 128 : 0;
    bytes.push((value & 127) | more);
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

/** A number with a sign, of up to 32 bits. */
export function signed(value) {
  const bytes = [];
  for (;;) {
    const low = value & 127;
    value >>= 7;
    const isWhole = low & 64 ? value === -1 : value === 0;
    bytes.push(isWhole ? low : low | 128);
    if (isWhole) return Buffer.from(bytes);
  }
}

export function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}

/** Bytes with their length in front. */
export function sized(bytes) {
  return Buffer.concat([number(bytes.length), bytes]);
}

/** Items, each already bytes, with their count in front. */
export function list(items) {
  return Buffer.concat([number(items.length), ...items]);
}
