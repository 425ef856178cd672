// Live diagrams in other people's documents: the element <netpol-playground>, and every
// block of code whose language is `netpol`. Without this script both are text to read.
//
// It loads nothing before a reader comes near, and leaves the text where it is until the
// playground in the frame says that it is ready. docs/embedding says what can be asked.

(() => {
  const WORDS = {
    title: "Network policies, live",
    show: "Show the live diagram",
    unread: "The files of this diagram could not be read:",
  };
  const NAME = "netpol-playground";
  if (customElements.get(NAME)) return;

  /** The version of the messages. */
  const VERSION = 1;
  const script = document.currentScript ?? document.querySelector('script[src*="embed.js"]');
  const SITE = new URL(script?.dataset.site ?? ".", script?.src ?? document.baseURI);
  /** What a frame of another site may do: all that the playground does, and nothing to us. */
  const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
  /** What the address of a frame says; `height` becomes `fit`. */
  const OPTIONS = ["view", "focus", "editor", "controls"];
  const CHANGES = [...OPTIONS, "src", "theme", "height", "expect"];
  const [LEAST, MOST] = [200, 1200];
  /** How far from the window a frame begins to load. */
  const NEAR = "200px";

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; position: relative; margin-block: 1em }
    :host([data-upgrade]:not([data-live])) { margin: 0 }
    :host([data-live]) slot { display: none }
    iframe { position: absolute; inset: 0 0 auto; width: 100%; opacity: 0; pointer-events: none }
    iframe, .bar { box-sizing: border-box; border: 1px solid #9aa3b080; border-radius: 8px }
    :host([data-live]) iframe { display: block; position: static; opacity: 1; pointer-events: auto }
    button { min-height: 32px; margin-block: 4px; padding: 4px 12px; border: 1px solid; border-radius: 6px;
      background: none; color: inherit; font: inherit; cursor: pointer }
    button:focus-visible { outline: 2px solid; outline-offset: 2px }
  `);

  /** What is looked at, and the element that begins when it is seen: a block stands for its own. */
  const watched = new WeakMap();
  const near = new IntersectionObserver((all) => all.forEach((it) => it.isIntersecting && watched.get(it.target).begin()), {
    rootMargin: NEAR,
  });
  const live = new Set();

  class NetpolPlayground extends HTMLElement {
    static observedAttributes = CHANGES;
    /** The block of code that this stands in place of, if there is one. */
    block;
    #shadow;
    #frame;
    #asked;

    connectedCallback() {
      if (!this.#shadow) {
        this.#shadow = this.attachShadow({ mode: "open" });
        this.#shadow.adoptedStyleSheets = [sheet];
      }
      this.#rest();
      if (this.option("load") === "click") {
        this.#offer();
      } else {
        watched.set(this.#seen, this);
        near.observe(this.#seen);
      }
    }

    get #seen() {
      return this.block ?? this;
    }

    disconnectedCallback() {
      near.unobserve(this.#seen);
      live.delete(this);
      this.#frame = undefined;
    }

    attributeChangedCallback() {
      if (!this.#frame || this.#asked) return;
      // Several attributes change one after the other.
      this.#asked = true;
      queueMicrotask(async () => {
        this.#asked = false;
        const address = await this.#address();
        this.#wear();
        if (address) this.#frame?.contentWindow?.location.replace(address);
      });
    }

    /** An option: an attribute, or a word of a remark in the text. */
    option(name) {
      return this.getAttribute(name) ?? said(this.#text()).options[name];
    }

    /** Only the text, or what stands in its place. */
    #rest() {
      live.delete(this);
      this.removeAttribute("data-live");
      this.#shadow.replaceChildren(document.createElement("slot"));
      if (this.block) this.block.style.display = "";
    }

    #offer() {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = WORDS.show;
      button.onclick = () => {
        button.remove();
        this.begin();
      };
      this.#shadow.append(button);
    }

    async begin() {
      near.unobserve(this.#seen);
      if (this.#frame) return;
      const frame = (this.#frame = document.createElement("iframe"));
      const address = await this.#address();
      if (!address || this.#frame !== frame || !this.isConnected) return;
      frame.title = this.title || WORDS.title;
      frame.allow = "clipboard-write";
      const sandbox = this.getAttribute("sandbox") ?? (SITE.origin === location.origin ? undefined : SANDBOX);
      if (sandbox !== undefined) frame.setAttribute("sandbox", sandbox);
      frame.src = address;
      this.#grow(this.option("height") ?? LEAST);
      live.add(this);
      this.#shadow.append(frame);
    }

    hear({ source, origin, data }) {
      const frame = this.#frame;
      if (!frame || source !== frame.contentWindow || data?.npp !== VERSION) return;
      const isOpaque = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
      if (origin !== (isOpaque ? "null" : SITE.origin)) return;
      const { type, height, decision } = data;
      if (height && !this.option("height")) this.#grow(height);
      if (type === "ready") {
        this.setAttribute("data-live", "");
        if (this.block) this.block.style.display = "none";
        this.#wear();
        this.#tell("ready", {});
      }
      if (type === "decision") this.#tell(type, decision);
    }

    /** Follows the host in light and dark. */
    #wear() {
      const theme = this.#theme();
      this.#frame?.contentWindow?.postMessage({ npp: VERSION, type: "theme", theme }, "*");
    }

    restyle() {
      if (this.isConnected) this.#wear();
    }

    #theme() {
      const asked = this.option("theme");
      return asked === "light" || asked === "dark" ? asked : themeAround(this);
    }

    #grow(height) {
      const pixels = Math.min(Math.max(parseInt(height, 10) || LEAST, LEAST), MOST);
      // The border is outside of what is shown.
      this.#frame.style.height = `${pixels + 2}px`;
    }

    #tell(what, detail) {
      this.dispatchEvent(new CustomEvent(`netpol-${what}`, { bubbles: true, composed: true, detail }));
    }

    #text() {
      return textOf(this.block ?? this.querySelector("pre") ?? this);
    }

    async #address() {
      let files;
      try {
        files = await this.#files();
      } catch (error) {
        const fault = document.createElement("p");
        fault.role = "alert";
        fault.textContent = `${WORDS.unread} ${error.message}`;
        this.#shadow.append(fault);
        return undefined;
      }
      const expectations = [this.getAttribute("expect")?.replaceAll(";", "\n"), ...files.map((it) => it.expect)];
      const state = { files: files.map(({ name, text }) => ({ name, text })), expectations: expectations.filter(Boolean).join("\n") };
      const options = new URLSearchParams();
      for (const name of OPTIONS) {
        const value = this.option(name);
        if (value) options.set(name, value);
      }
      options.set("theme", this.#theme());
      if (this.option("height")) options.set("fit", "1");
      // A plus would stay one: only forms read it as a space.
      const asked = String(options).replaceAll("+", "%20");
      return new URL(`?embed=1#v1=${await packed(JSON.stringify(state))}&${asked}`, SITE).href;
    }

    async #files() {
      const sources = this.getAttribute("src")?.trim().split(/\s+/);
      if (sources) {
        const texts = await Promise.all(sources.map(fetched));
        return texts.flatMap((it, index) => split(it, sources[index].split("/").pop()));
      }
      const blocks = this.block ? [this.block] : [...this.querySelectorAll("pre")];
      return (blocks.length ? blocks : [this]).flatMap((it) => split(textOf(it), it.dataset.name ?? "policies.yaml"));
    }
  }

  /** A file of the same site: whoever writes the page cannot make a reader ask others. */
  async function fetched(source) {
    const url = new URL(source, document.baseURI);
    if (url.origin !== location.origin) throw new Error(`${source} is of another site`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${source}: ${response.status}`);
    return response.text();
  }

  /** The text of a block. Some hosts end its lines with an element. */
  function textOf(block) {
    const copy = (block.querySelector("code") ?? block).cloneNode(true);
    for (const it of copy.querySelectorAll("br")) it.replaceWith("\n");
    const lines = copy.textContent.replace(/^\n+|\s+$/g, "").split("\n");
    const deep = Math.min(...lines.filter((it) => it.trim()).map((it) => it.search(/\S/)));
    return lines.map((it) => it.slice(deep || 0)).join("\n") + "\n";
  }

  /** The files of a text, each under its name: `# file: cluster.yaml` begins another. */
  function split(text, name) {
    const parts = text.split(/^# (?:netpol-playground )?file: *(.+)\n/m);
    const files = [];
    for (let at = 1; at < parts.length; at += 2) files.push([parts[at].trim(), parts[at + 1]]);
    if (parts[0].trim()) files.unshift([name, parts[0]]);
    return files.map(([name, text]) => ({ name, ...said(text) }));
  }

  /** What remarks in a text ask for: `# netpol: view=matrix`, `# expect: a -> b denied`. */
  function said(text) {
    const options = {};
    const expect = [];
    const rest = text.replace(/^# *(netpol|expect)(?![-\w]):?(.*)\n/gm, (_, what, words) => {
      if (what === "expect") expect.push(words.trim());
      for (const [, key, value] of words.matchAll(/(\w+)=(\S+)/g)) if (what === "netpol") options[key] ??= value;
      return "";
    });
    return { text: rest, expect: expect.join("\n"), options };
  }

  async function packed(text) {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    let binary = "";
    for (const it of bytes) binary += String.fromCharCode(it);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  /** What the host says of its colours, in the words of Material, Docusaurus, mdBook and others; else, what one sees. */
  function themeAround(element) {
    const [page, body] = [document.documentElement, document.body];
    const named = body.dataset.mdColorScheme ?? page.dataset.theme ?? page.dataset.bsTheme ?? page.className;
    const found = / (slate|dark|coal|navy|ayu) | (default|light|rust) /.exec(` ${named.replace(/\s+/g, "  ")} `);
    if (found) return found[1] ? "dark" : "light";
    for (let it = element; it; it = it.parentElement) {
      const [red, green, blue, alpha = 1] = getComputedStyle(it).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
      if (alpha > 0.5 && red !== undefined) return red * 0.3 + green * 0.6 + blue * 0.1 < 128 ? "dark" : "light";
    }
    return getComputedStyle(page).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  const IS_OURS = /(^|[\s-])netpol(\s|$)/;

  /** Puts an element behind every block that is ours. The block stays where its page put it. */
  function upgrade() {
    for (const it of document.querySelectorAll(`${NAME}[data-upgrade]`)) {
      if (!it.block?.isConnected || it.previousSibling !== it.block) it.remove();
    }
    for (const pre of document.querySelectorAll("pre")) {
      if (pre.closest(NAME)) continue;
      const around = pre.closest(".theme-code-block, .highlight") ?? pre;
      if (around.nextSibling?.block === around) continue;
      const named = [pre, pre.firstElementChild, pre.querySelector("code"), around].some((it) => IS_OURS.test(it?.className));
      if (!named && !/^\s*# netpol\b/.test(pre.textContent)) continue;
      const element = document.createElement(NAME);
      element.block = around;
      element.dataset.upgrade = "";
      around.after(element);
    }
  }

  let isDue = false;

  /** Many changes come together. */
  function upgradeSoon() {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      upgrade();
    }, 50);
  }

  function start() {
    // A page may bring the script twice.
    if (customElements.get(NAME)) return;
    customElements.define(NAME, NetpolPlayground);
    upgrade();
    new MutationObserver(upgradeSoon).observe(document.documentElement, { childList: true, subtree: true });
    const restyle = () => live.forEach((it) => it.restyle());
    const themes = new MutationObserver(restyle);
    for (const it of [document.documentElement, document.body]) themes.observe(it, { attributes: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
    addEventListener("message", (event) => live.forEach((it) => it.hear(event)));
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
