// What a reader asks of the page, in words of the reader.

/** Asks about a pair in the bar and returns the region that answers. */
export async function ask(page, source, destination) {
  const bar = page.getByRole("group", { name: "Can … reach …?" });
  await bar.getByLabel("Source").selectOption(source);
  await bar.getByLabel("Destination").selectOption(destination);
  return page.getByRole("region", { name: "Explanation" });
}

/** The edge of the diagram between two places. */
export function edge(page, source, destination) {
  const diagram = page.getByRole("group", { name: "Reachability diagram" });
  return diagram.getByRole("button", { name: new RegExp(`^${source} to ${destination}:`) });
}

/** Opens an example by its title. */
export async function openExample(page, title) {
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: new RegExp(`^${title}`) }).first().click();
}
