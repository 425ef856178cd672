// What is wrong with a text, underlined where it is. The page lists the same below the editor;
// F8 goes from one to the next.

import { linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { keymap } from "@codemirror/view";

/** The problems as data from the program: places in UTF-16 units, words ready to be read. */
export function problemsOf(state, problems) {
  const { length } = state.doc;
  const diagnostics = problems.map(({ from, to, severity, message, help }) => {
    const start = Math.min(from, length);
    return {
      from: start,
      // Its first line is enough: below it begins with the indentation, which says nothing.
      to: Math.max(Math.min(to, state.doc.lineAt(start).to), start),
      severity: severity === "hint" ? "hint" : severity,
      message,
      renderMessage: () => told(severity, message, help),
    };
  });
  return setDiagnostics(state, diagnostics);
}

function told(severity, message, help) {
  const element = document.createElement("div");
  element.className = "code-problem";
  element.dataset.severity = severity;
  const text = document.createElement("p");
  text.textContent = message;
  element.append(text);
  for (const it of help) {
    const more = document.createElement("p");
    more.className = "code-problem__help";
    more.textContent = it;
    element.append(more);
  }
  return element;
}

/** Underlines with what is wrong, and keys between them. */
export function problems() {
  return [
    linter(null, { hideOn: () => false }),
    keymap.of([
      { key: "F8", run: nextDiagnostic, preventDefault: true },
      { key: "Shift-F8", run: previousDiagnostic, preventDefault: true },
    ]),
  ];
}
