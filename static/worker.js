// Starts the program in a worker, where it finds no window and evaluates texts for the page.
// The page names the files in the address, since they are called otherwise in every build.

const search = new URL(self.location.href).searchParams;

function ours(name) {
  const url = new URL(search.get(name), self.location.href);
  if (url.origin !== new URL(self.location.href).origin) throw new Error(`${name} is not ours`);
  return url;
}

const { default: start, loadSecondPart, prefetchSecondPart } = await import(ours("js"));
// The worker begins when it has all of the program, since it could not go on without what it
// lacks; until then the page evaluates by itself.
for (let wait = 1000; prefetchSecondPart; wait *= 2) {
  if (await prefetchSecondPart().then(() => true, () => false)) break;
  await new Promise((resolve) => setTimeout(resolve, wait));
}
await start({ module_or_path: ours("wasm") });
loadSecondPart?.();
