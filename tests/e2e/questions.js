// What a reader does and sees, in words of the reader.

/** The bar that asks about one pair. */
export function question(page) {
  return page.getByRole("group", { name: "Can … reach …?" });
}

/** The region that explains the pair in focus. */
export function explanation(page) {
  return page.getByRole("region", { name: "Explanation" });
}

/** The picture. */
export function diagram(page) {
  return page.getByRole("group", { name: "Reachability diagram" });
}

/** Asks about a pair and returns the region that answers. */
export async function ask(page, source, destination) {
  await question(page).getByLabel("Source").fill(source);
  await question(page).getByLabel("Destination").fill(destination);
  return explanation(page);
}

/** The edge of the diagram between two places. */
export function edge(page, source, destination) {
  return diagram(page).getByRole("button", { name: new RegExp(`^${source} to ${destination}:`) });
}

/** A workload of the diagram. */
export function node(page, name) {
  return diagram(page).getByRole("button", { name: new RegExp(`^${name}: ingress`) });
}

/** One branch of the explanation, by its letter. */
export function branch(page, letter) {
  return explanation(page).getByRole("article", { name: new RegExp(`^Branch ${letter}:`) });
}

/** The clauses of a branch as `yes namespace env=qa`, from top to bottom. */
export async function clauses(card) {
  await card.locator(".clause").first().waitFor();
  return card.locator(".clause").evaluateAll((all) =>
    all.map((it) => {
      const what = it.querySelector(".clause__what").textContent.trim();
      return `${it.dataset.held} ${what.replace(/\s+/g, " ")}`;
    }),
  );
}

/** The lines of the open text that stand out as part of what is in focus. */
export async function litLines(page) {
  const lines = page.locator(":is(.code-line, .code-mark)[data-branch=on]");
  return lines.evaluateAll((all) => all.map((it) => Number(it.dataset.line)));
}

/** Waits until the editor has taken the place of the plain text field. */
export async function editorReady(page) {
  await page.locator("code-editor:not([hidden]) .cm-content").waitFor({ state: "attached" });
}

/** The text of a tab, opened, in the editor. */
export async function openText(page, name) {
  await editorReady(page);
  await page.getByRole("tab", { name }).click();
  return page.getByRole("textbox", { name });
}

/** What the open tab says, all of it. */
export async function text(page) {
  return page.locator("code-editor").evaluate((it) => it.text);
}

/** Puts a text in place of the whole open one, as pasting does. */
export async function writeText(page, content) {
  await editorReady(page);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await paste(page.locator(".cm-content"), content);
}

/** Pastes a text where an element is. */
export async function paste(element, content) {
  await element.evaluate((it, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    it.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, content);
}

/** Puts the caret before a column (from 1) of a line (from 1). */
export async function moveCaret(page, line, column) {
  await editorReady(page);
  await page.locator("code-editor").evaluate(
    (it, [row, character]) => {
      const lines = it.text.split("\n");
      const start = lines.slice(0, row - 1).reduce((sum, one) => sum + one.length + 1, 0);
      it.select(start + character - 1, start + character - 1);
    },
    [line, column],
  );
}

/** Opens an example by its title. */
export async function openExample(page, title) {
  await page.getByRole("button", { name: "Examples", exact: true }).click();
  await page.getByRole("button", { name: new RegExp(`^${title} `) }).click();
}
