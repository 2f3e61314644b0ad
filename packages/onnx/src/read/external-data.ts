import type { ExternalData } from "../model.ts";

/**
 * Why a path that a file names is not a file in the model's folder or below; undefined where it is. Absolute paths, drive
 * letters, `..` and backslashes are refused on every system.
 */
export function locationFault(location: string): string | undefined {
  if (location === "") return "an empty path";
  if (location.includes("\0") || location.includes("\\")) return "a path with a backslash or a zero byte";
  if (location.startsWith("/") || /^[A-Za-z]:/.test(location)) return "an absolute path";
  if (location.split("/").includes("..")) return "a path that leaves the folder";
  return undefined;
}

/**
 * A tensor's external data from its key-value pairs. ONNX says: `location` is required, `offset` is 0 where absent,
 * `length` the tensor's. Gives what is wrong as `fault`.
 */
export function externalData(
  entries: ReadonlyMap<string, string>,
  byteLength: number,
): ExternalData | { readonly fault: string } {
  const location = entries.get("location");
  if (location === undefined) return { fault: "no location" };
  const fault = locationFault(location);
  if (fault !== undefined) return { fault: `${fault}: ${JSON.stringify(location)}` };
  const offset = integerOf(entries.get("offset") ?? "0");
  const length = integerOf(entries.get("length") ?? `${byteLength}`);
  if (offset === undefined) return { fault: `the offset ${JSON.stringify(entries.get("offset"))}` };
  if (length !== byteLength) return { fault: `the length ${JSON.stringify(entries.get("length"))}` };
  return { external: { location, offset, length } };
}

function integerOf(text: string): number | undefined {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
