// Serves a folder as a static host would: as it is, under a sub-path, on this machine only,
// and with the page's own security policy as a header over every file.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

// Deep, so that an address meant from the root of the host is found out.
const BASE = "/some/where/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".yaml": "text/plain; charset=utf-8",
};

/**
 * Serves `folder` until `close` is called; `url` is where. Without a `port`, on any. Some
 * hosts send more headers than that.
 */
export async function serve(folder, port = 0, more = {}) {
  const headers = { "content-security-policy": await policyOf(folder), "x-content-type-options": "nosniff", ...more };
  const asked = [];
  const server = createServer(async ({ url }, response) => {
    asked.push(url);
    const path = fileFor(folder, new URL(url, "http://localhost").pathname);
    try {
      const body = await readFile(path);
      response.writeHead(200, { ...headers, "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found\n");
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    /** The path and query of every request. */
    asked,
    url: `http://127.0.0.1:${server.address().port}${BASE}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The file behind a path, or nothing when the path leads out of the folder. */
function fileFor(folder, pathname) {
  if (!pathname.startsWith(BASE)) return undefined;
  const wanted = decodeURIComponent(pathname.slice(BASE.length)) || "index.html";
  const inside = normalize(wanted);
  return inside.startsWith("..") || inside.startsWith(sep) ? undefined : join(folder, inside);
}

/** The policy that the page sets itself: a host that sends it as well must not break it. */
async function policyOf(folder) {
  const page = await readFile(join(folder, "index.html"), "utf8");
  return page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
}
