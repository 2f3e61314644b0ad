/** Longer values are cut in messages: they may come from an untrusted file. */
const LONGEST_VALUE = 80;
/** Longer lists are cut in messages, with the number of entries left out. */
const LONGEST_LIST = 40;

/** A value as a message shows it: JSON, cut where it is long. */
export function showValue(value: unknown): string {
  const text = typeof value === "bigint" ? `${value}` : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** `a, b, c`, cut where it is long; "nothing" for an empty list. */
export function showNames(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return "nothing";
  const rest = all.length - LONGEST_LIST;
  return all.slice(0, LONGEST_LIST).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** `[2, batch_size, 8]`. */
export const showShape = (shape: readonly (number | string)[]): string => `[${shape.join(", ")}]`;
