// What the page does when it stands in a frame of other people's pages: it looks as they
// ask, grows with what it shows, and tells them what became of a question.
//
// Brought by boot.js where the address says `?embed=1`. What crosses is in docs/embedding;
// the other side is embed.js.

/** The version of the messages. A message of another one is not for us. */
const VERSION = 1;

const THEMES = ["auto", "light", "dark"];

/** Any of these, and there is something to see. */
const ANSWERS = [".diagram", ".matrix", ".policy-list", ".notice"];

const root = document.documentElement;
const isFramed = parent !== self;

/** Before the program begins: it reads what is set on the document. */
export function prepare() {
  root.dataset.embed = "";
  wear(themeOf(location));
  addEventListener("message", hear);
}

/** When the program has begun. */
export function watch() {
  const app = document.querySelector("#app");
  new MutationObserver(look).observe(app, {
    attributes: true,
    attributeFilter: ["data-verdict", "data-from", "data-to", "data-port"],
    childList: true,
    subtree: true,
  });
  const sizes = new ResizeObserver(measure);
  let measured, isReady, told;
  look();

  function look() {
    const frame = app.querySelector(".frame");
    if (frame && frame !== measured) {
      sizes.disconnect();
      sizes.observe((measured = frame));
    }
    if (!isReady && frame && app.querySelector(ANSWERS.join())) {
      isReady = true;
      say("ready", { height: heightOf(frame) });
    }
    const decision = decisionIn(app.querySelector(".frame-answer"));
    const words = JSON.stringify(decision);
    if (decision && words !== told) say("decision", { decision });
    if (decision) told = words;
  }

  function measure() {
    if (isReady) say("resize", { height: heightOf(measured) });
  }
}

/** From behind the state in the fragment, else from the query; src/share/frame.rs reads the rest. */
function themeOf({ hash, search }) {
  const behind = new URLSearchParams(hash.includes("&") ? hash.slice(hash.indexOf("&")) : "");
  return behind.get("theme") ?? new URLSearchParams(search).get("theme");
}

function wear(theme) {
  root.dataset.theme = THEMES.includes(theme) ? theme : "auto";
}

/** Only the page around this one has a say, and it has one origin. */
function hear({ source, origin, data }) {
  const around = location.ancestorOrigins?.[0];
  if (!isFramed || source !== parent || (around && around !== "null" && origin !== around)) return;
  if (data?.npp === VERSION && data.type === "theme") wear(data.theme);
}

/** Whoever put this page into theirs gave it the texts that the answer is about. */
function say(type, what) {
  if (isFramed) parent.postMessage({ npp: VERSION, type, ...what }, "*");
}

function heightOf(frame) {
  return Math.ceil(frame.getBoundingClientRect().height);
}

function decisionIn(answer) {
  const { from, to, port, verdict } = answer?.dataset ?? {};
  if (!from || !to || !verdict) return undefined;
  const sentence = answer.querySelector(".frame-answer__sentence").innerText.replace(/\s+/g, " ").trim();
  return { from, to, port: port ?? null, verdict, sentence };
}
