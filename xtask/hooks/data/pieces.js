// The pieces that a program's constant data falls into: what is read together goes together.

/** What is constant, by the names that compilers give its segments. */
const CONSTANT = /^\.rodata/;

/**
 * The pieces in the order of their places, from the linker's notes (linking.js): `start`,
 * `end`, and `mentions`, the addresses that stand in it. Where code reckons an address in
 * one piece from another, both are one: `group` is the same number.
 */
export function piecesOf({ symbols, references }) {
  const pieces = withoutOverlap(symbols.filter((it) => it.start < it.end && CONSTANT.test(it.segment)));
  for (const { symbol, to, at } of references) {
    if (at !== undefined) pieceAt(pieces, at)?.mentions.push(to);
    if (to < symbol.start || to >= symbol.end) join(pieceAt(pieces, symbol.start), pieceAt(pieces, to));
  }
  for (const it of pieces) it.group = groupOf(it).start;
  return pieces;
}

/** The piece that an address is in, if it is in one. */
export function pieceAt(pieces, address) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].end <= address) low = middle + 1;
    else high = middle;
  }
  return pieces[low]?.start <= address ? pieces[low] : undefined;
}

function withoutOverlap(symbols) {
  const pieces = [];
  for (const { start, end } of symbols.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = pieces.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else pieces.push({ start, end, mentions: [], joined: undefined });
  }
  return pieces;
}

function join(a, b) {
  if (!a || !b) return;
  const [first, second] = [groupOf(a), groupOf(b)];
  if (first !== second) second.joined = first;
}

function groupOf(piece) {
  let it = piece;
  while (it.joined) it = it.joined;
  return it;
}
