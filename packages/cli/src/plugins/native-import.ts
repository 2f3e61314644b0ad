type Module = Readonly<Record<string, unknown>>;

/**
 * `import()` as Node has it. The CommonJS build of this package makes `require` of it, which takes no address of a file, and no ES
 * module on every Node; a function that is made of text is left alone.
 */
export const nativeImport: (specifier: string) => Promise<Module> =
  typeof module === "undefined"
    ? (specifier) => import(specifier)
    : (new Function("specifier", "return import(specifier)") as (specifier: string) => Promise<Module>);
