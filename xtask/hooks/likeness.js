// The order of functions in which a program packs well: each beside those it is like, since
// a packer looks back only so far.

/** How many bytes make a piece; a shared piece is what likeness is counted in. */
const PIECE = 7;
/** How far a packer looks back, in bytes, with room for what it may miss. */
const WINDOW = 24_000;
/** A piece that so many functions have tells none of them apart. */
const COMMON = 400;
/** Tiny functions would otherwise win by a single piece. */
const LEAST_LENGTH = 20;

/** The positions of `functions`, byte arrays, so that each follows the likest. */
export function orderOf(functions) {
  const pieces = rarePieces(functions);
  const owners = new Map();
  pieces.forEach((own, index) => {
    for (const piece of own) owners.set(piece, [...(owners.get(piece) ?? []), index]);
  });

  const shared = new Float64Array(functions.length);
  const inWindow = new Map();
  const change = (index, by) => {
    for (const piece of pieces[index]) {
      const before = inWindow.get(piece) ?? 0;
      inWindow.set(piece, before + by);
      // Only the first and the last of a piece in the window make a difference.
      if (before === (by > 0 ? 0 : 1)) for (const owner of owners.get(piece)) shared[owner] += by;
    }
  };

  const left = new Set(functions.keys());
  const order = [];
  let window = [];
  let length = 0;
  for (let next = functions.length > 0 ? 0 : undefined; next !== undefined; next = likest(left, shared, functions)) {
    left.delete(next);
    order.push(next);
    window.push(next);
    length += functions[next].length;
    change(next, 1);
    while (length > WINDOW && window.length > 1) {
      const [oldest, ...rest] = window;
      window = rest;
      length -= functions[oldest].length;
      change(oldest, -1);
    }
  }
  return order;
}

function likest(left, shared, functions) {
  let best;
  let most = -1;
  for (const index of left) {
    const likeness = shared[index] / Math.max(LEAST_LENGTH, functions[index].length);
    if (likeness > most) [best, most] = [index, likeness];
  }
  return best;
}

/** For each function the pieces that it shares with some others. */
function rarePieces(functions) {
  const all = functions.map((it) => {
    const body = Buffer.from(it).toString("latin1");
    const count = Math.max(1, body.length - PIECE + 1);
    return new Set(Array.from({ length: count }, (_, at) => body.slice(at, at + PIECE)));
  });
  const counts = new Map();
  for (const own of all) for (const piece of own) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const isTelling = (piece) => counts.get(piece) > 1 && counts.get(piece) < COMMON;
  return all.map((own) => [...own].filter(isTelling));
}
