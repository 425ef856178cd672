// Serves the documents of one tool as their writer's host would, with the playground beside
// them.

import { readFile, stat } from "node:fs/promises";
import { join, normalize } from "node:path";

import { serveAnswers } from "../loopback_server.js";

const PLAYGROUND = "/playground/";

/** Where the examples say that they are published. */
const PUBLISHED = "https://docs.example.org";

/** Serves `documents` at the root and `playground` below it until `close` is called. */
export function serveFolder(documents, playground) {
  return serveAnswers(async (pathname, { headers }) => {
    const path = pathname.startsWith(PLAYGROUND)
      ? join(playground, normalize(pathname.slice(PLAYGROUND.length - 1)))
      : join(documents, normalize(pathname));
    const name = await fileAt(path);
    const bytes = name && (await readFile(name).catch(() => undefined));
    if (!bytes) return undefined;
    // Instant navigation goes by the site map, which has to be of this host.
    const body = name.endsWith("sitemap.xml") ? String(bytes).replaceAll(PUBLISHED, `http://${headers.host}`) : bytes;
    return { name, body };
  });
}

/** The file that is meant: a folder has a page of its own. */
async function fileAt(path) {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? join(path, "index.html") : found && path;
}
