// Serves a folder as a static host would: as it is, under a sub-path, on this machine only,
// and with the page's own security policy as a header over every file.

import { readFile } from "node:fs/promises";
import { join, normalize, sep } from "node:path";

import { serveAnswers } from "../loopback_server.js";

// Deep, so that an address meant from the root of the host is found out.
const BASE = "/some/where/";

/**
 * Serves `folder` until `close` is called; `url` is where. Without a `port`, on any. Some
 * hosts send more headers than that.
 */
export async function serve(folder, port = 0, more = {}) {
  const headers = { "content-security-policy": await policyOf(folder), "x-content-type-options": "nosniff", ...more };
  const asked = [];
  const answer = async (pathname, { url }) => {
    asked.push(url);
    const name = fileFor(folder, pathname);
    const body = name && (await readFile(name).catch(() => undefined));
    return body && { name, body };
  };
  const { origin, close } = await serveAnswers(answer, headers, port);
  // `asked` has the path and query of every request.
  return { asked, url: `${origin}${BASE}`, close };
}

/** The file behind a path, or nothing when the path leads out of the folder. */
function fileFor(folder, pathname) {
  if (!pathname.startsWith(BASE)) return undefined;
  const inside = normalize(pathname.slice(BASE.length) || "index.html");
  return inside.startsWith("..") || inside.startsWith(sep) ? undefined : join(folder, inside);
}

/** The policy that the page sets itself: a host that sends it as well must not break it. */
async function policyOf(folder) {
  const page = await readFile(join(folder, "index.html"), "utf8");
  return page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
}
