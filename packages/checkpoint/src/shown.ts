import { NumberText } from "./json/number-text.ts";

const LONGEST_SHOWN = 120;
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const PLAIN = /^[\w./+-]{1,120}$/u;

/**
 * An untrusted value as an error message shows it: quoted, short, without characters that a terminal would obey.
 */
export function shown(value: unknown): string {
  if (typeof value === "string") {
    const cut = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
    return JSON.stringify(cut).replace(INVISIBLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) {
    const first = value.slice(0, 8).map(shown).join(", ");
    return value.length > 8 ? `[${first}, …] (${value.length} items)` : `[${first}]`;
  }
  if (value instanceof NumberText) return value.text.slice(0, LONGEST_SHOWN);
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** A name as an error message shows it: bare where it is plain. */
export function shownName(name: string): string {
  return PLAIN.test(name) ? name : shown(name);
}
