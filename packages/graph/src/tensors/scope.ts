let current = "";

/** The path that nodes made now are named after. */
export const currentScope = (): string => current;

/** Runs `build`; the nodes that it makes, and the errors that it meets, carry this path. */
export function scoped<T>(path: string, build: () => T): T {
  const outer = current;
  current = path;
  try {
    return build();
  } finally {
    current = outer;
  }
}
