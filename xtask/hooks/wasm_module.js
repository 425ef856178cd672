// The few parts of a WebAssembly module that packing it well takes: which sections there
// are, what it imports, and the bodies of its functions.

const CUSTOM = 0;
const IMPORT = 2;
const CODE = 10;

/** Reads a module's bytes; gives its sections as `{ id, content }`. */
export function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (!reader.isAtEnd()) {
    const id = reader.byte();
    found.push({ id, content: reader.take(reader.number()) });
  }
  return found;
}

/** The module that these sections make. */
export function module(sections) {
  const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const parts = sections.flatMap(({ id, content }) => [[id], number(content.length), content]);
  return Buffer.concat([header, ...parts.map((it) => Buffer.from(it))]);
}

/**
 * Gives every imported function the name that `rename` finds for it. Returns the sections,
 * and how many functions are imported.
 */
export function renameImports(sections, rename) {
  let functions = 0;
  const renamed = sections.map((section) => {
    if (section.id !== IMPORT) return section;
    const reader = new Reader(section.content);
    const count = reader.number();
    const parts = [number(count)];
    for (let index = 0; index < count; index += 1) {
      const from = reader.text();
      const name = reader.text();
      const start = reader.at;
      const isFunction = reader.byte() === 0;
      if (!isFunction) throw new Error(`the import ${name} is no function`);
      reader.number();
      functions += 1;
      parts.push(text(from), text(rename(name)), section.content.subarray(start, reader.at));
    }
    return { id: IMPORT, content: Buffer.concat(parts) };
  });
  return { sections: renamed, functions };
}

/** The bodies of the functions that the module has itself, in order. */
export function bodies(sections) {
  const reader = new Reader(sections.find((it) => it.id === CODE).content);
  const count = reader.number();
  return Array.from({ length: count }, () => reader.take(reader.number()));
}

/** A custom section that names every function, in the order of their numbers. */
export function nameSection(names) {
  const entries = names.flatMap((name, index) => [number(index), text(name)]);
  const functions = Buffer.concat([number(names.length), ...entries]);
  const content = Buffer.concat([text("name"), Buffer.of(1), number(functions.length), functions]);
  return { id: CUSTOM, content };
}

/** A number as the format writes it (LEB128). */
function number(value) {
  const bytes = [];
  do {
    const more = value > 127 ? 128 : 0;
    bytes.push((value & 127) | more);
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return Buffer.from(this.take(this.number())).toString();
  }
}
