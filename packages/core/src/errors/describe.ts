/** Longer values are cut in messages: they may come from an untrusted file. */
const LONGEST_VALUE = 80;
/** Longer names are cut in messages; the paths of real tensors are shorter. */
const LONGEST_NAME = 200;
/** Longer lists are cut in messages, with the number of entries left out. */
const LONGEST_LIST = 40;
/** Lists of long names are cut where they take more than this. */
const LONGEST_LIST_TEXT = 2000;

/** What a terminal obeys, or does not show: control characters, marks without a width, changes of direction. */
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const PLAIN_NAME = /^[^\s\p{C}]+$/u;

/** A value as a message shows it: JSON, cut where it is long. */
export function showValue(value: unknown): string {
  const isNumber = typeof value === "bigint" || typeof value === "number";
  const text = isNumber ? `${value}` : visible(JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** A name of an untrusted file as a message shows it: in quotes, cut where it is long. */
export const showName = (name: string): string =>
  visible(JSON.stringify(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name));

/** `a, b, c`, cut where it is long; "nothing" for an empty list. A name that is not plain stands in quotes. */
export function showNames(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return "nothing";
  const shown: string[] = [];
  let length = 0;
  for (const name of all.slice(0, LONGEST_LIST)) {
    if (length > LONGEST_LIST_TEXT) break;
    shown.push(name.length <= LONGEST_NAME && PLAIN_NAME.test(name) ? name : showName(name));
    length += shown.at(-1)!.length;
  }
  const rest = all.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** `[2, batch_size, 8]`. */
export const showShape = (shape: readonly (number | string)[]): string => `[${shape.join(", ")}]`;

function visible(text: string): string {
  return text.replace(INVISIBLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
