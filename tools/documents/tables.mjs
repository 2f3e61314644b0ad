import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";

/** A document of the repository. */
export const textOf = (file) => readFileSync(path.join(root, file), "utf8");

/** What stands between backticks. */
export const spansOf = (text) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);

const cellsOf = (line) =>
  line
    .slice(1, line.lastIndexOf("|"))
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** The tables of a document: the heading above, the cells of the head, those of each row. */
export function tablesOf(text) {
  const tables = [];
  let heading = "";
  let open = false;
  for (const line of text.split("\n")) {
    if (/^#+ /.test(line)) heading = line.replace(/^#+ /, "");
    if (!line.startsWith("|")) open = false;
    else if (!open) {
      tables.push({ heading, head: cellsOf(line), rows: [] });
      open = true;
    } else if (!/^\|[-|: ]+\|$/.test(line)) tables.at(-1).rows.push(cellsOf(line));
  }
  return tables;
}
