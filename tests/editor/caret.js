// Texts with a caret in them: `app: ‸` is where the reader types.

import { Text } from "@codemirror/state";

const CARET = "‸";

/** A text without its caret, and where that was. */
export function withCaret(text) {
  const position = text.indexOf(CARET);
  return { doc: Text.of(text.replace(CARET, "").split("\n")), position };
}
