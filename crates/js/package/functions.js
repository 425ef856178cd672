// Plain data in, plain data out. What is wrong with a request is a part of the answer.

import { answer } from "./engine.js";

function ask(name, request) {
  let text;
  try {
    text = JSON.stringify(request);
  } catch (error) {
    return { version: 1, error: `this is no such request: ${error.message}` };
  }
  return JSON.parse(answer(name, text));
}

export const analyze = (files, options) => ask("analyze", { files, options });

export const query = (files, question, options) => ask("query", { files, question, options });

export function list(files, options) {
  const { pods, ...rest } = options ?? {};
  return ask("list", { files, pods, options: rest });
}

export const check = (files, expectations, options) =>
  ask("check", { files, expectations, options });

export function lint(files, options) {
  const { level, ...rest } = options ?? {};
  return ask("lint", { files, level, options: rest });
}

export const diff = (before, after, options) => ask("diff", { before, after, options });
