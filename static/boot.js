// Starts the program that Trunk names on this script's own element, and brings the rest of
// it when the first picture stands.
// A file of its own, because the page's security policy allows no inline script.

const WORDS = {
  notStarted: "The playground could not start. It needs a current browser with WebAssembly.",
};

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

/** That sheet, once it was asked for; see below. */
let laterSheet;

/** Whatever the page can begin with. */
const VIEWS = [".diagram", ".matrix", ".policy-list"];

/** How long to wait for a picture, in milliseconds: there may be nothing to draw. */
const PATIENCE = 4000;

/** What the page is in a frame of somebody else's page; see static/frame.js. */
const isEmbedded = new URLSearchParams(location.search).get("embed") === "1";

try {
  const frame = isEmbedded ? await import("./frame.js") : undefined;
  if (frame) {
    frame.prepare();
    // Its look is in the later sheet.
    await bringLaterSheet();
  }
  const program = await import(new URL(js, document.baseURI));
  const first = fetch(new URL(wasm, document.baseURI));
  // A visit that a service worker serves has it at hand, and may be without a network. A
  // frame runs some of it at once, and the page around it must not wait meanwhile; a
  // lesson does, too.
  const isLesson = location.hash.startsWith("#lesson=");
  if (isLesson) await bringLaterSheet();
  if (frame || isLesson || isServedByWorker()) await program.prefetchSecondPart?.().catch(() => {});
  await program.default({ module_or_path: first });
  frame?.watch();
  bringTheRest(program);
} catch (error) {
  // Not caught for good: rescue.js may know what to do.
  reportError(error);
  document.querySelector("#app").textContent = WORDS.notStarted;
}

function isServedByWorker() {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    // A frame that may do nothing but run scripts may not even ask.
    return false;
  }
}

/** The second part of a published program; see static/second_part.js. The page is told, see src/browser/program.rs. */
async function bringTheRest({ loadSecondPart }) {
  await firstPicture();
  const dressed = bringLaterSheet();
  await idle();
  // Nothing that the first view needs, and the page works without it. A visit to somebody
  // else's page is no reason to keep anything.
  if (!isEmbedded) import("./offline.js").catch(reportError);
  await Promise.all([loadSecondPart?.(), dressed]);
  document.documentElement.dataset.program = "whole";
  dispatchEvent(new Event("program-whole"));
}

/** How what comes later looks. Without it the page works, and is plain. */
function bringLaterSheet() {
  return (laterSheet ??= laterSheetCome());
}

function laterSheetCome() {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "later.css" });
  const settled = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return settled;
}

function firstPicture() {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(document.querySelector("#app"), { childList: true, subtree: true });
    setTimeout(found, PATIENCE);
    look();

    function look() {
      if (VIEWS.some((it) => document.querySelector(it))) found();
    }
    function found() {
      observer.disconnect();
      resolve();
    }
  });
}

/** After the next frame, when nothing else is to be done. */
function idle() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
    // A page that nobody looks at draws no frame.
    setTimeout(resolve, PATIENCE);
  });
}
