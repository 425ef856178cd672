// What servers of the tests have in common: on this machine only, and away when asked.

import { createServer } from "node:http";
import { extname } from "node:path";

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
  ".xml": "application/xml",
  ".yaml": "text/plain; charset=utf-8",
};

/**
 * Serves until `close` is called; without a `port`, on any. `answer` is given the path, decoded,
 * and the request, and gives the name of a file and its body, or nothing; `headers` go with all.
 */
export async function serveAnswers(answer, headers = {}, port = 0) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const found = await answer(decodeURIComponent(pathname), request);
    const type = found ? (TYPES[extname(found.name)] ?? "application/octet-stream") : TYPES[".txt"];
    response.writeHead(found ? 200 : 404, { "content-type": type, ...headers });
    response.end(found ? found.body : "not found\n");
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
