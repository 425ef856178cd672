// Names of functions that stay the same from build to build.

/**
 * A compiler's name without what changes by itself and what only makes it long: digests of
 * crates and functions, numbers of copies, and the modules that types are in. So several
 * functions may have one name, which then belongs to all of them.
 */
export function plainName(name) {
  return (
    name
      .replace(/\[[0-9a-f]{13,16}\]/g, "")
      .replace(/(::h|_)[0-9a-f]{16}\b/g, "")
      .replace(/\.(llvm\.)?\d+$/, "")
      // `alloc::vec::Vec` → `Vec`
      .replace(/\b(?:[a-z_][a-z0-9_]*::)+(?=[A-Z])/g, "")
  );
}

/** The plain name of each function that the module has itself, in their order. */
export function plainNames(module, imported) {
  return module.functions.map((_, index) => {
    const name = module.names.get(imported + index);
    return name === undefined ? undefined : plainName(name);
  });
}
