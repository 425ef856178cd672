// For browsers and bundlers: the engine comes over the network, once, when it is asked for.

import start from "./engine.js";

export * from "./functions.js";

let started;

/**
 * Brings the engine. `source` is where it is, its bytes or its module; without one it is the
 * file beside this one.
 */
export function init(source) {
  started ??= start({ module_or_path: source }).then(
    () => undefined,
    (error) => {
      started = undefined;
      throw error;
    },
  );
  return started;
}
