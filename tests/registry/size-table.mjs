import { fileSizes } from "./project.mjs";

const kinds = [
  ["types", /\.d\.[cm]?ts$/],
  ["maps", /\.map$/],
  ["source", /\/src\/.*\.ts$|\/src\/.*\.[cm]?js$/],
  ["CommonJS", /\.cjs$/],
  ["ESM", /\.m?js$/],
  ["other", /./],
];

const packageOf = (file) => file.match(/^(?:@[^/]+\/)?[^/]+/)[0];
const kindOf = (file) => kinds.find(([, pattern]) => pattern.test(file))[0];
const kilobytes = (bytes) => (bytes / 1000).toFixed(0);

const sizesOf = (folder) => fileSizes(folder).filter(([file]) => file !== ".package-lock.json");

export const totalSize = (folder) => sizesOf(folder).reduce((sum, [, bytes]) => sum + bytes, 0);

/** What an installation is made of, in kB: a row for each package, a column for each kind of file. */
export function sizeTable(folder) {
  const rows = new Map();
  for (const [file, bytes] of sizesOf(folder)) {
    const row = rows.get(packageOf(file)) ?? {};
    row[kindOf(file)] = (row[kindOf(file)] ?? 0) + bytes;
    rows.set(packageOf(file), row);
  }
  const names = kinds.map(([name]) => name);
  const line = (name, row) => {
    const cells = names.map((kind) => kilobytes(row[kind] ?? 0));
    const sum = Object.values(row).reduce((a, b) => a + b, 0);
    return [name.padEnd(24), ...[...cells, kilobytes(sum)].map((cell) => cell.padStart(9))].join("");
  };
  const total = {};
  for (const row of rows.values())
    for (const [kind, bytes] of Object.entries(row)) total[kind] = (total[kind] ?? 0) + bytes;
  const head = ["kB".padEnd(24), ...[...names, "all"].map((name) => name.padStart(9))].join("");
  return [head, ...[...rows].map(([name, row]) => line(name, row)), line("all", total)].join("\n");
}
