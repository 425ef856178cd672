// How the editor's sheets come onto the page. The library would write `<style>` elements, which
// the page's security policy forbids; sheets that a script constructs are allowed. They lie in
// a layer below the page's own, so that ours decide wherever both say something.

import { StyleModule } from "style-mod";

import look from "./look.css";

const library = new CSSStyleSheet();
const ours = new CSSStyleSheet();
ours.replaceSync(look);

StyleModule.mount = (root, modules) => {
  const all = [modules].flat().reverse();
  library.replaceSync(`@layer base { ${all.map((it) => it.getRules()).join("\n")} }`);
  const others = root.adoptedStyleSheets.filter((it) => it !== library && it !== ours);
  root.adoptedStyleSheets = [...others, library, ours];
};
