// Before Trunk builds: the style sheets as one file, because many small ones pack badly.

import { build } from "esbuild";

await build({
  entryPoints: ["static/css/playground.css"],
  outfile: "target/page/playground.css",
  bundle: true,
  minify: true,
  logLevel: "warning",
});
