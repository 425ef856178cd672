// Starts the program that Trunk names on this script's own element.
// A file of its own, because the page's security policy allows no inline script.

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

try {
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  console.error(error);
  document.querySelector("#app").textContent =
    "The playground could not start. It needs a current browser with WebAssembly.";
}
