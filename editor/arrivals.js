// Texts that come from elsewhere: files and folders dropped on the editor, and what is pasted
// while no field has the focus.

import { PASTED } from "./words.js";

/** A file over this is no manifest; the page would refuse its text anyway. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 200;
const READABLE = /\.(ya?ml|json|txt|log|out)$|^[^.]+$/i;

/**
 * Calls `arrive(texts, leftAside)` with `[name, text]` pairs and the number of files that were no
 * texts. Returns how to stop.
 */
export function watchArrivals(area, arrive) {
  const over = (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = "copy";
    area.dataset.drop = "over";
  };
  const leave = (event) => {
    if (!area.contains(event.relatedTarget)) delete area.dataset.drop;
  };
  const drop = async (event) => {
    delete area.dataset.drop;
    const dropped = entriesOf(event.dataTransfer);
    if (dropped.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const { texts, leftAside } = await read(dropped);
    arrive(texts, leftAside);
  };
  const paste = async (event) => {
    if (event.defaultPrevented || isField(event.target)) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files.length > 0) {
      const { texts, leftAside } = await read(files.map((file) => ({ file, path: file.name })));
      arrive(texts, leftAside);
    } else if (text.trim() !== "") arrive([[PASTED, text]], 0);
  };
  const listeners = [
    [area, "dragover", over],
    [area, "dragleave", leave],
    [area, "drop", drop],
    [document, "paste", paste],
  ];
  // Before the library, which would write a dropped file's text into the middle of another.
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener, target === area);
  return () => {
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener, target === area);
  };
}

function isField(element) {
  return element instanceof Element && element.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null;
}

/** Files and folders; they must be asked for before the event is over. */
function entriesOf(transfer) {
  const items = [...(transfer?.items ?? [])].filter((it) => it.kind === "file");
  return items
    .map((it) => ({ entry: it.webkitGetAsEntry?.() ?? null, file: it.getAsFile() }))
    .filter((it) => it.entry || it.file)
    .map((it) => (it.entry ? { entry: it.entry } : { file: it.file, path: it.file.name }));
}

async function read(dropped) {
  const files = [];
  for (const it of dropped) {
    if (it.entry) await walk(it.entry, files);
    else files.push(it);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const texts = [];
  let leftAside = 0;
  for (const { file, path } of files) {
    const text = READABLE.test(file.name) && file.size <= MOST_BYTES ? await file.text() : null;
    if (text === null || text.includes("\0")) leftAside += 1;
    else texts.push([path, text]);
  }
  return { texts, leftAside };
}

async function walk(entry, files) {
  if (files.length >= MOST_FILES || (entry.name.startsWith(".") && entry.name !== ".")) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed)).catch(() => null);
    if (file) files.push({ file, path });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const batch = await new Promise((found, failed) => reader.readEntries(found, failed)).catch(() => []);
    if (batch.length === 0) return;
    for (const it of batch) await walk(it, files);
  }
}
