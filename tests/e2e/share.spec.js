// What leaves the page and comes back: links, files, pictures. Nothing of it costs a text.

import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";

import { expect, test } from "./playground.js";
import { diagram, explanation, openExample } from "./questions.js";

const panel = (page) => page.getByRole("dialog", { name: "Share" });
const link = (page) => panel(page).getByRole("textbox", { name: "Link" });
const policies = (page) => page.getByRole("textbox", { name: "Policies" });
const pack = (json) => `#v1=${deflateRawSync(json).toString("base64url")}`;
const packFiles = (files, rest = {}) => pack(JSON.stringify({ files: files.map(([name, text]) => ({ name, text })), ...rest }));

async function openPage(page, fragment = "") {
  await page.goto(`./${fragment}`);
  await expect(diagram(page)).toBeVisible();
}

async function typeMine(page) {
  await policies(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine, and dear to me\n");
}

const mine = (page) => page.getByText("# mine, and dear to me").first();

test("a link that was copied opens the same page elsewhere", async ({ page, context, browser, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page);
  await openExample(page, "AND versus OR");
  await typeMine(page);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(panel(page)).toContainText("Link copied.");
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toContain(`${site}#v1=`);
  await expect(link(page)).toHaveValue(address);
  await expect(link(page)).toBeFocused();
  await expect(panel(page)).toContainText(`${address.length} characters.`);

  const other = await browser.newPage();
  await other.goto(address);
  await expect(mine(other)).toBeVisible();
  await expect(explanation(other).getByRole("heading", { level: 2 })).toHaveText("grafana of monitoring reaches cache of shop");
  await other.close();
});

test("the menu closes with Escape and gives the keyboard back", async ({ page }) => {
  await openPage(page);
  const button = page.getByRole("button", { name: "Share" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(link(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(panel(page).getByRole("button", { name: "Copy link" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(button).toBeFocused();
});

test("where the clipboard is forbidden the link is there to be copied", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await openPage(page);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(panel(page)).toContainText("The clipboard is closed to this page.");
  await expect(link(page)).toBeFocused();
  const selected = await link(page).evaluate((it) => it.selectionEnd - it.selectionStart);
  expect(selected).toBe((await link(page).inputValue()).length);
});

test("a link is opened beside the text that was typed before, and the text can be restored", async ({ page }) => {
  await openPage(page);
  await typeMine(page);
  await page.waitForTimeout(600);
  await page.goto("about:blank");
  await openPage(page, packFiles([["shared.yaml", "# from afar\n"]]));
  await expect(page.getByText("# from afar").first()).toBeVisible();
  await expect(page.getByRole("tab", { name: "shared.yaml" })).toBeVisible();
  await page.getByRole("button", { name: "Restore my text" }).click();
  await expect(mine(page)).toBeVisible();
  expect(new URL(page.url()).hash).toBe("");
  await page.reload();
  await expect(mine(page)).toBeVisible();
});

test("another link in the same page is opened, too", async ({ page }) => {
  await openPage(page, "#example=default-deny");
  await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText("web reaches orders");
  await page.evaluate(() => (location.hash = "#example=and-versus-or"));
  await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText("grafana of monitoring reaches cache of shop");
  await page.evaluate((text) => (location.hash = `#yaml=${encodeURIComponent(text)}`), "# by hand: ü + {a}\n");
  await expect(page.getByText("# by hand: ü + {a}").first()).toBeVisible();
});

test("what was opened from a link survives a reload, and so does what is typed in it", async ({ page }) => {
  await openPage(page, packFiles([["a.yaml", "# from afar\n"]]));
  await page.reload();
  await expect(page.getByText("# from afar").first()).toBeVisible();
  await page.getByRole("textbox", { name: "a.yaml" }).focus();
  await page.keyboard.type("# changed\n");
  await expect.poll(() => new URL(page.url()).hash).toBe("");
  await page.reload();
  await expect(page.getByText("# changed").first()).toBeVisible();
});

for (const [what, fragment, sentence] of [
  ["a bomb", pack(Buffer.alloc(64 * 1024 * 1024, " ")), "more than 1024 KiB"],
  ["a link cut off", packFiles([["a", "kind: Pod\n".repeat(50)]]).slice(0, 60), "cut off or damaged"],
  ["a later version", "#v2=abc", "newer version"],
  ["bad UTF-8", pack(Buffer.from([0x7b, 0xff, 0x7d])), "cut off or damaged"],
  ["wrong types", pack('{"files":[7]}'), "cut off or damaged"],
  ["too many files", packFiles(Array.from({ length: 41 }, () => ["a", ""])), "41 files"],
  ["an unknown example", "#example=%3Cscript%3E", "no example `<script>`"],
  ["a broken text", "#yaml=%ff", "cut off or damaged"],
]) {
  test(`${what} is refused with a sentence, and the page works`, async ({ page }) => {
    await openPage(page, fragment);
    await expect(page.getByRole("alert")).toContainText("This link cannot be opened");
    await expect(page.getByRole("alert")).toContainText(sentence);
    await typeMine(page);
    await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("alert")).toBeHidden();
    await page.reload();
    await expect(mine(page)).toBeVisible();
  });
}

test("a text in a link is text, whatever it says", async ({ page }) => {
  const evil = '</textarea><img src=x onerror="document.title=1"><script>document.title=1</script>';
  await openPage(page, packFiles([[`<b>${evil.slice(0, 60)}`, evil]], { view: evil, question: { from: evil, to: evil } }));
  await expect(page).toHaveTitle(/Netpol Playground/);
  expect(await page.locator("img, b > textarea").count()).toBe(0);
});

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent("download"), panel(page).getByRole("button", { name: `Download ${name}`, exact: true }).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("everything can be downloaded, in the forms of the command line", async ({ page }) => {
  await openPage(page);
  await page.getByRole("button", { name: "Share" }).click();
  for (const [name, file, begins] of [
    ["Markdown", "connections.md", /^\| /],
    ["CSV", "connections.csv", /^\w+,/],
    ["JSON", "connections.json", /^\{"version":1|^\{/],
    ["Mermaid", "connections.mmd", /^flowchart LR\n/],
    ["All files", "manifests.yaml", /^# netpol-playground file: Policies\n/],
    ["Cluster", "Cluster.yaml", /kind: /],
  ]) {
    const found = await download(page, name);
    expect(found.name).toBe(file);
    expect(found.bytes.toString()).toMatch(begins);
    await expect(panel(page)).toContainText(`Saved ${file}.`);
  }
});

test("the picture stands alone and looks like the page", async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openPage(page);
  await page.getByRole("button", { name: "Share" }).click();
  const svg = (await download(page, "SVG")).bytes.toString();
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(svg).toMatch(/<title>.+<\/title><desc>.+<\/desc>/);
  expect(svg).not.toMatch(/data-|aria-|tabindex|var\(|light-dark|color-mix|prefers-color-scheme/);
  expect(svg).toContain(">frontend<");
  const width = await page.evaluate(() => document.querySelector("svg.diagram__picture").viewBox.baseVal.width);

  // Drawn by a page that knows nothing of ours, it has our colours.
  const alone = await context.newPage();
  await alone.setContent(svg);
  const ground = await alone.evaluate(() => getComputedStyle(document.querySelector("rect")).fill);
  expect(ground).toBe("rgb(13, 17, 23)");
  await alone.close();

  // `netpol render` writes the same, to the byte: its tests hold it against this file, too.
  expect(svg).toBe(readFileSync("crates/cli/tests/fixtures/page.svg").toString());

  const png = (await download(page, "PNG")).bytes;
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(Math.ceil(width * 2));
});

test("a picture and a table can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(panel(page)).toContainText("Link copied.");
  await panel(page).getByRole("button", { name: "Copy Markdown" }).click();
  await expect(panel(page).getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\| /);
  await panel(page).getByRole("button", { name: "Copy PNG" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.read().then(([it]) => it.types))).toEqual(["image/png"]);
});

test("a saved file opens again, and a broken one is refused", async ({ page }) => {
  await openPage(page);
  await openExample(page, "Default deny");
  await typeMine(page);
  await page.getByRole("button", { name: "Share" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), panel(page).getByRole("button", { name: "Save as a file" }).click()]);
  const saved = readFileSync(await file.path());
  await page.keyboard.press("Escape");
  await openExample(page, "Empty start");
  await page.getByRole("button", { name: "Share" }).click();
  const field = panel(page).getByLabel("Open a file");
  await field.setInputFiles({ name: file.suggestedFilename(), mimeType: "application/json", buffer: saved });
  await expect(mine(page)).toBeVisible();
  await expect(explanation(page).getByRole("heading", { level: 2 })).toHaveText("web reaches orders");

  await field.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"netpolPlayground":1,"files":7}') });
  await expect(page.getByRole("alert")).toContainText("This file cannot be opened");
  await expect(mine(page)).toBeVisible();
});
