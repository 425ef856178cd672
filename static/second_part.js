// Brings the part of the program that the first view does not run.
//
// The build divides the program in two and bundles this with its script, see
// xtask/hooks/site.js. `load` fetches the second part ahead of need, without haste. If the
// program needs it sooner, it calls `second.load`, which must not return before the part is
// there: then it is loaded while everything waits. Both ways end in the same state, in a
// page as in a worker.

const WORDS = {
  /** Asked in a page, where nothing is lost as long as the program can go on. */
  question:
    "A part of the playground could not be loaded. Check the connection, then try again. " +
    "Without it the playground cannot go on.",
};

export class SecondPart {
  #address;
  #table;
  #imports;
  #first;
  #hurry;
  #isHere = false;
  #tellArrival;
  #arrival = new Promise((resolve) => (this.#tellArrival = resolve));
  #bytes;

  /** `table` is the name of the table that both parts share. */
  constructor(address, table) {
    this.#address = address;
    this.#table = table;
  }

  /** What the first part imports: the program's own imports, and the way to the second part. */
  imports(own) {
    this.#imports = own;
    return { ...own, second: { load: () => this.#loadNow() } };
  }

  /** Takes note of the first part's exports before it runs. */
  of(exports) {
    this.#first = exports;
    return exports;
  }

  /**
   * Loads the part in the background, and tries again until it is there, however it came. A
   * failure needs no word yet: the part is loaded at once should the program need it.
   */
  load() {
    this.#keepTrying();
    return this.#arrival;
  }

  async #keepTrying() {
    for (let wait = 2000; !this.#isHere; wait *= 2) {
      try {
        await this.#loadLater();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /**
   * Keeps the bytes at hand, for a page that a service worker serves: what is asked for while
   * everything waits passes it by, and without a network there would be nothing. A worker has
   * them before it begins, because the page asks it for all that the second part can do.
   */
  async prefetch() {
    const response = await fetch(this.#address);
    if (!response.ok) throw new Error(`${response.status} for ${this.#address}`);
    this.#bytes = new Uint8Array(await response.arrayBuffer());
  }

  async #loadLater() {
    const module = this.#bytes ? await WebAssembly.compile(this.#bytes) : await this.#compiled();
    // Harmless when the other way was quicker: the same functions come to the same places.
    await WebAssembly.instantiate(module, this.#needs());
    this.#arrived();
  }

  async #compiled() {
    this.#hurry = new AbortController();
    const response = await fetch(this.#address, { signal: this.#hurry.signal });
    if (!response.ok) throw new Error(`${response.status} for ${this.#address}`);
    return WebAssembly.compileStreaming(typed(response));
  }

  #loadNow() {
    // Two requests for one file might wait for each other.
    this.#hurry?.abort();
    for (;;) {
      try {
        new WebAssembly.Instance(new WebAssembly.Module(this.#bytes ?? bytesOf(this.#address)), this.#needs());
        this.#arrived();
        return;
      } catch (error) {
        // A worker cannot ask, and can be started anew. In a page this ends the program, and
        // rescue.js offers the text.
        if (!globalThis.confirm?.(WORDS.question)) throw error;
      }
    }
  }

  #arrived() {
    this.#isHere = true;
    this.#bytes = undefined;
    this.#tellArrival();
  }

  /** What the second part imports. */
  #needs() {
    const table = this.#first[this.#table];
    const slots = Array.from({ length: table.length }, (_, slot) => [slot, table.get(slot)]);
    return { ...this.#imports, first: this.#first, shared: Object.fromEntries(slots) };
  }
}

/** The response, which some hosts send without saying that it is a program. */
function typed(response) {
  const type = "application/wasm";
  if (response.headers.get("Content-Type") === type) return response;
  return new Response(response.body, { headers: { "Content-Type": type } });
}

/** The bytes at an address, while everything waits. A page can get them only as a text. */
function bytesOf(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} for ${address}`);
  return Uint8Array.from(request.responseText, (it) => it.charCodeAt(0));
}
