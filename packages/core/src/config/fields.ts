/** How one field of a config.json is read. Throws a plain Error that says what is expected. */
export interface Field<T> {
  /** What transformers' config class takes where the file says nothing; absent: the field must be there. */
  readonly fallback?: T;
  readonly expected: string;
  /** The values that are built, where they can be listed. */
  readonly allowed?: readonly unknown[];
  accepts(value: unknown): value is T;
}

const field = <T>(expected: string, accepts: (value: unknown) => boolean, fallback?: T): Field<T> => ({
  expected,
  accepts: accepts as Field<T>["accepts"],
  ...(fallback === undefined ? {} : { fallback }),
});

/** A size or a count: an integer above 0. */
export const count = (fallback?: number): Field<number> =>
  field("a positive integer", (v) => Number.isSafeInteger(v) && (v as number) > 0, fallback);

/** An index or an id: an integer that is not below 0. */
export const index = (fallback?: number): Field<number> =>
  field("an integer that is not negative", (v) => Number.isSafeInteger(v) && (v as number) >= 0, fallback);

/** An index or an id that may be null. */
export const optionalIndex = (fallback: number | null = null): Field<number | null> => nullable(index(), fallback);

/** A field that may also be null. */
export const nullable = <T>(given: Field<T>, fallback: T | null = null): Field<T | null> => ({
  expected: `${given.expected}, or null`,
  accepts: (v): v is T | null => v === null || given.accepts(v),
  fallback,
  ...(given.allowed ? { allowed: [...given.allowed, null] } : {}),
});

/** A finite number. */
export const real = (fallback?: number): Field<number> => field("a number", (v) => Number.isFinite(v), fallback);

/** A field of config.json that is true or false. Without a fallback it has to be there. */
export const flag = (fallback?: boolean): Field<boolean> =>
  field("true or false", (v) => typeof v === "boolean", fallback);

/** One of the values that are built. */
export const oneOf = <const T extends string | number | boolean | null>(
  values: readonly T[],
  fallback?: T,
): Field<T> => ({
  ...field<T>(
    values.map((v) => JSON.stringify(v)).join(", "),
    (v) => (values as readonly unknown[]).includes(v),
    fallback,
  ),
  allowed: values,
});

/** A list, each entry of which is accepted by `entry`: `depths`, `conv_kernel`. It has at least one. */
export const list = <T>(entry: Field<T>, fallback?: readonly T[]): Field<readonly T[]> =>
  field(
    `a list, each ${entry.expected}`,
    (v) => Array.isArray(v) && v.length > 0 && v.every((item) => entry.accepts(item)),
    fallback,
  );

/** A size of both axes of a picture: one number, or height and width. */
export type Both = number | readonly [height: number, width: number];

/** A size in pixels, for both axes or for each. */
export const both = (fallback?: Both): Field<Both> =>
  field(
    "a positive integer, or two",
    (v) => count().accepts(v) || (Array.isArray(v) && v.length === 2 && v.every((size) => count().accepts(size))),
    fallback,
  );

/** Height and width: `224` is `[224, 224]`. */
export const bothOf = (size: Both): readonly [height: number, width: number] =>
  typeof size === "number" ? [size, size] : size;
