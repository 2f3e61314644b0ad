const units = ["B", "kB", "MB", "GB", "TB"];

/** Bytes as people read them: `91.4 MB`, in powers of 1000. */
export function showBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** A count with thousands set apart: `22,713,216`. */
export const showCount = (count: number): string => count.toLocaleString("en-US");

/** `1 file`, `2 files`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${showCount(count)} ${count === 1 ? one : many}`;
