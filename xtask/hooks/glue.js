// The script that wasm-bindgen writes beside a program, fitted to what the build made of it.
//
// It is fitted by its words, so each replacement is an error when the words are not there:
// another version of wasm-bindgen writes others.

/** The script with the short names that the program's imports now have. */
export function withShortNames(script, names) {
  return script.replace(/\b__wb[a-z]+_\w+\b/g, (name) => names.get(name) ?? name);
}

/**
 * The script of a program in two parts: it imports `loader` (static/second_part.js), and
 * offers `loadSecondPart`. `file` is the name of the second part, in the same folder, and
 * `table` of the table that both share.
 */
export function ofTwoParts(script, { loader, file, table }) {
  return [
    `import { SecondPart } from ${JSON.stringify(loader)};`,
    `const secondPart = new SecondPart(new URL(${JSON.stringify(`./${file}`)}, import.meta.url), ${JSON.stringify(table)});`,
    replaced(replaced(script, IMPORTS, "const imports = secondPart.imports(__wbg_get_imports());"), EXPORTS, "wasm = secondPart.of(instance.exports);"),
    "export const loadSecondPart = () => secondPart.load();",
    "export const prefetchSecondPart = () => secondPart.prefetch();",
  ].join("\n");
}

/**
 * The script of an instrumented program: `marksThatWereSet()` numbers them, also from outside.
 * Its second part never arrives, so that what waits for that leaves no mark.
 */
export function ofInstrumented(script, { marks }) {
  const marked = replaced(
    script,
    EXPORTS,
    `wasm = instance.exports;
    globalThis.marksThatWereSet = () => [...new Uint8Array(wasm.${marks}.buffer).entries()].flatMap(([mark, set]) => (set ? [mark] : []));`,
  );
  return `${marked}\nexport const loadSecondPart = () => new Promise(() => {});`;
}

const IMPORTS = "const imports = __wbg_get_imports();";
const EXPORTS = "wasm = instance.exports;";

function replaced(script, words, others) {
  if (!script.includes(words)) throw new Error(`wasm-bindgen's script no longer says \`${words}\`: see xtask/hooks/glue.js`);
  return script.replaceAll(words, others);
}
