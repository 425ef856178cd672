// Serves the documents of one tool as their writer's host would, with the playground beside
// them.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".xml": "application/xml",
};
const PLAYGROUND = "/playground/";

/** Where the examples say that they are published. */
const PUBLISHED = "https://docs.example.org";

/** Serves `documents` at the root and `playground` below it until `close` is called. */
export async function serveFolder(documents, playground) {
  const server = createServer(async ({ url, headers }, response) => {
    const pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
    const path = pathname.startsWith(PLAYGROUND)
      ? join(playground, normalize(pathname.slice(PLAYGROUND.length - 1)))
      : join(documents, normalize(pathname));
    try {
      const file = (await stat(path)).isDirectory() ? join(path, "index.html") : path;
      const bytes = await readFile(file);
      // Instant navigation goes by the site map, which has to be of this host.
      const body = file.endsWith("sitemap.xml") ? String(bytes).replaceAll(PUBLISHED, `http://${headers.host}`) : bytes;
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found\n");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
