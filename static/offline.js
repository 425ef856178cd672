// Makes the site work without a network, and says when there is a newer one.
//
// Where a browser forbids it (a frame of another origin, a file, a host without TLS) the
// site works as before, only not offline.

const WORDS = {
  newVersion: "A new version is ready. Your text stays.",
  reload: "Reload",
  later: "Later",
};

const { version } = document.querySelector("script[data-version]").dataset;

/** How often a page that stays open asks for a newer one, in milliseconds. */
const ASK_EVERY = 60 * 60 * 1000;

// It has to be there before it says something, or screen readers pass over it.
const news = document.body.appendChild(document.createElement("div"));
news.className = "site-news";
news.setAttribute("role", "status");

// Only a published site has a version.
if (version) whenIdle().then(start);

async function start() {
  const container = navigator.serviceWorker;
  const registration = await container?.register(new URL("./sw.js", import.meta.url)).catch(() => undefined);
  if (!registration) return;
  const lookAt = (worker) => worker && watch(worker, container);
  lookAt(registration.waiting);
  lookAt(registration.installing);
  registration.addEventListener("updatefound", () => lookAt(registration.installing));
  container.addEventListener("controllerchange", async () => {
    if ((await versionOf(container.controller)) !== version) offer(() => location.reload());
  });
  askAgain(registration);
}

/** Decides about a worker as soon as it has everything. */
function watch(worker, container) {
  const decide = async () => {
    // The very first one has nobody to wait for.
    if (worker.state !== "installed" || !container.controller) return;
    const takeOver = () => worker.postMessage("take over");
    // The page itself came from the network, so it may well be the newer one already.
    if ((await versionOf(worker)) === version) return takeOver();
    offer(() => {
      container.addEventListener("controllerchange", () => location.reload(), { once: true });
      takeOver();
    });
  };
  worker.addEventListener("statechange", decide);
  decide();
}

function versionOf(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage("which version", [port2]);
  });
}

/** The text is kept: the program writes it down when the page is left. */
function offer(reload) {
  if (news.childElementCount > 0) return;
  const words = document.createElement("span");
  words.textContent = WORDS.newVersion;
  news.append(words, button(WORDS.reload, reload), button(WORDS.later, () => news.replaceChildren()));
}

function button(label, act) {
  const it = document.createElement("button");
  it.type = "button";
  it.className = "site-news__button";
  it.textContent = label;
  it.addEventListener("click", act);
  return it;
}

function askAgain(registration) {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < ASK_EVERY) return;
    asked = Date.now();
    // Without a network there is no news.
    registration.update().catch(() => {});
  });
}

/** The first visit has better things to load. */
async function whenIdle() {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
}
