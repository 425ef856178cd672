// Before Trunk builds: the style sheets as two files, because many small ones pack badly:
// one for the first view, and one for the rest.

import { build } from "esbuild";

await build({
  entryPoints: ["static/css/playground.css", "static/css/later.css"],
  outdir: "target/page",
  bundle: true,
  minify: true,
  logLevel: "warning",
});
