// What is left to do when the program stops in the middle: the text is saved, shown and can
// be copied, and the page can go on.
//
// A published program stops without a word of its own, so this knows nothing of it but
// where texts are: in the editor on the page, and in the browser's storage, written there
// by `src/hooks/use_kept_state.rs`.

const WORDS = {
  title: "The playground stopped",
  about:
    "This is a fault of ours, not of your text. The text is kept. If the page stops again after " +
    "reloading, start with an example: your text is then in the Examples menu.",
  yourText: "Your text",
  goOn: "Reload and go on",
  copy: "Copy my text",
  example: "Start with an example",
  copied: "Copied.",
  selected: "Selected: copy it with your keyboard.",
};

const KEPT = "npp:v1:";
const DRAFT = `${KEPT}draft.`;
/** How many texts are set aside: as `AppState::KEPT`. */
const SET_ASIDE = 12;

addEventListener("error", ({ error }) => consider(error));
addEventListener("unhandledrejection", ({ reason }) => consider(reason));

let isShown = false;

/** Whatever is thrown inside the program ends it: it does not expect to be left that way. */
function consider(error) {
  const isFatal = error instanceof WebAssembly.RuntimeError || /\bwasm\b/.test(error?.stack ?? "");
  if (!isFatal || isShown) return;
  isShown = true;
  const texts = textsOf(document, storage());
  keepDraft(texts);
  show(texts);
}

/** Every text of the user's as `[name, text]`: the draft, with what stands in the editor now. */
function textsOf(page, kept) {
  const texts = new Map(draftIn(kept));
  // The editor of code, once it is there, knows better than the plain field under it.
  for (const selector of ["textarea", "code-editor:not([hidden])"]) {
    for (const field of page.querySelectorAll(`.editor ${selector}`)) {
      const named = field.closest("[aria-label]:not(.editor)") ?? field.querySelector("[aria-label]");
      const name = named?.getAttribute("aria-label");
      const text = field.text ?? field.value;
      if (name && typeof text === "string") texts.set(name, text);
    }
  }
  return [...texts].filter(([, text]) => text.trim() !== "");
}

function draftIn(kept) {
  const count = Number(kept?.getItem(`${DRAFT}count`) ?? 0);
  const part = (index, what) => kept.getItem(`${DRAFT}${index}.${what}`) ?? "";
  return Array.from({ length: count }, (_, index) => [part(index, "name"), part(index, "text")]);
}

/** Writes the texts where the program will look for its draft. */
function keepDraft(texts) {
  const kept = storage();
  if (!kept || texts.length === 0) return;
  try {
    texts.forEach(([name, text], index) => {
      kept.setItem(`${DRAFT}${index}.name`, name);
      kept.setItem(`${DRAFT}${index}.text`, text);
    });
    kept.setItem(`${DRAFT}count`, String(texts.length));
  } catch {
    // There is no more room; the text can still be copied.
  }
}

/** Makes the draft one of the texts that the Examples menu offers to take back. */
function setDraftAside(texts) {
  keepDraft(texts);
  const kept = storage();
  if (!kept || texts.length === 0) return;
  const partsOf = (name) => Object.keys(kept).filter((key) => key.startsWith(`${KEPT}${name}.`));
  const move = (from, to) => {
    for (const key of partsOf(to)) kept.removeItem(key);
    for (const key of partsOf(from)) {
      kept.setItem(key.replace(`${KEPT}${from}.`, `${KEPT}${to}.`), kept.getItem(key));
      kept.removeItem(key);
    }
  };
  for (let index = SET_ASIDE - 1; index > 0; index -= 1) move(`set-aside-${index - 1}`, `set-aside-${index}`);
  move("draft", "set-aside-0");
}

/** What is embedded in another page keeps nothing. */
const isEmbedded = () => "embed" in document.documentElement.dataset;

function storage() {
  if (isEmbedded()) return undefined;
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function show(texts) {
  const dialog = element("dialog", { className: "rescue" });
  dialog.setAttribute("aria-labelledby", "rescue-title");
  const whole = texts.map(([, text]) => text.replace(/\n?$/, "\n")).join("---\n");
  const field = element("textarea", { className: "rescue__text", readOnly: true, value: whole, rows: 10 });
  field.setAttribute("aria-label", WORDS.yourText);
  const status = element("span", { className: "rescue__status" });
  status.setAttribute("role", "status");
  const buttons = element("div", { className: "rescue__buttons" });
  buttons.append(
    button(WORDS.goOn, () => leave(() => keepDraft(texts))),
    button(WORDS.copy, () => copy(field, status)),
    button(WORDS.example, () => leave(() => setDraftAside(texts))),
    status,
  );
  dialog.append(
    element("h2", { id: "rescue-title", textContent: WORDS.title }),
    element("p", { textContent: WORDS.about }),
    field,
    buttons,
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Last of all, since the stopped program may still write what it held before. */
function leave(prepare) {
  addEventListener("pagehide", prepare, { once: true });
  const { pathname, search } = location;
  // In a frame the link is where the text comes from.
  if (!isEmbedded()) history.replaceState(null, "", pathname + search);
  location.reload();
}

async function copy(field, status) {
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = WORDS.copied;
  } catch {
    field.focus();
    field.select();
    status.textContent = WORDS.selected;
  }
}

function button(label, act) {
  const it = element("button", { type: "button", className: "rescue__button", textContent: label });
  it.addEventListener("click", act);
  return it;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
