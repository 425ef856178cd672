// Keeps the site at hand for when there is no network.
//
// The build writes into SITE what it made. Only these files are kept, and only requests for
// them are answered. A file with a hash in its name never changes and comes from the cache;
// everything else, the page first of all, comes from the network while there is one.

const SITE = { version: "", files: [] };

/** How long the network may take, in milliseconds, before an older page is better than none. */
const PATIENCE = 4000;
const HASHED = /-[0-9a-f]{8,}[._]/;

const { scope } = registration;
/** A host may have other sites of ours under other paths. */
const PREFIX = `netpol-playground ${scope} `;
const CACHE = PREFIX + SITE.version;

const address = (path) => new URL(path, scope).href;
const KEPT = new Set(["./", ...SITE.files].map(address));

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const url = origin + pathname;
  const kept = url === address("./index.html") ? address("./") : url;
  if (request.method !== "GET" || !KEPT.has(kept)) return;
  event.respondWith(HASHED.test(pathname) ? ours(request, kept) : latest(request, kept));
});

addEventListener("message", ({ data, ports: [port] }) => {
  if (data === "which version") port.postMessage(SITE.version);
  if (data === "take over") skipWaiting();
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...KEPT].map((it) => new Request(it, { cache: HASHED.test(it) ? "default" : "no-cache" })));
  // A host in the middle of an update: the page of one version and the files of another.
  const page = await cache.match(address("./"));
  if (!(await page.text()).includes(SITE.version)) throw new Error("the page is of another version");
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function ours(request, kept) {
  return (await find(kept)) ?? fetch(request);
}

async function latest(request, kept) {
  const older = await find(kept);
  if (!older) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, older));
  const isGood = ({ ok, type }) => ok || type === "opaqueredirect";
  const fresh = fetch(request).then(
    (response) => (isGood(response) ? response : older),
    () => older,
  );
  return Promise.race([fresh, late]);
}

const find = (kept) => caches.match(kept, { cacheName: CACHE });
