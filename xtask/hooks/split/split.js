// Divides a program in two: what the first view runs, and the rest, which is loaded later.
//
// The first part is the module that the page starts. A function of the second part that the
// first one speaks of is a stub there: it hands its arguments to a place in a table, which
// the second part fills when it arrives. A stub that runs before that calls the import
// `second.load`, which has to bring the second part at once. So a wrong guess about what
// the first view runs makes the page slower, and never wrong.

import { divide } from "./division.js";
import { firstPart } from "./first_part.js";
import { secondPart } from "./second_part.js";

/**
 * Divides `module`; `isFirst` says of each of its own functions, by position, whether the
 * first view runs it. Parts fit together when they were made with the same `link`.
 */
export function split(module, isFirst, link) {
  const division = divide(module, isFirst);
  return { division, first: firstPart(module, division, link), second: secondPart(module, division, link) };
}
