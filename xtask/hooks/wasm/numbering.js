// New numbers for what moves to another module.

/** Gives the things of one kind new numbers, in the order in which they come. */
export class Numbering {
  #kind;
  #numbers = new Map();
  #next = 0;

  constructor(kind, indices = []) {
    this.#kind = kind;
    for (const index of indices) this.add(index);
  }

  /** The next number, for something that the old module has at `index`. */
  add(index) {
    this.#numbers.set(index, this.#next);
    return this.fresh();
  }

  /** The next number, for something that is new. */
  fresh() {
    this.#next += 1;
    return this.#next - 1;
  }

  /** The number of something that was added. */
  of(index) {
    const number = this.#numbers.get(index);
    if (number === undefined) throw new Error(`the ${this.#kind} ${index} is not in this part`);
    return number;
  }
}

/** Collects the types that a module needs, each once. */
export class TypeNumbering {
  /** The types, as `{ parameters, results }`. */
  list = [];
  #old;
  #numbers = new Map();

  constructor(old) {
    this.#old = old;
  }

  /** The number of a type that the old module has at `index`. */
  of(index) {
    return this.add(this.#old[index]);
  }

  /** The number of a type, whoever has it. */
  add({ parameters, results }) {
    const key = [parameters, results].map((it) => Buffer.from(it).toString("hex")).join(":");
    if (!this.#numbers.has(key)) this.#numbers.set(key, this.list.push({ parameters, results }) - 1);
    return this.#numbers.get(key);
  }
}
