import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { spansOf, tablesOf, textOf } from "./tables.mjs";

/** What reads what others wrote. */
const readers = ["checkpoint/src", "onnx/src", "exporter/src", "hub/src", "cli/src/plugins"];

/** Constants of that name which refuse nothing: units in which bytes are read. */
const units = ["MAX_READ_BYTES", "MAX_HEAD_BYTES"];

const sources = readers.flatMap((name) => {
  const folder = path.join(root, "packages", name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => /\.tsx?$/.test(file.name) && !/\.test\.tsx?$/.test(file.name))
    .map((file) => path.join(file.parentPath, file.name));
});

/** `4 * 1024 * 1024`, `2 ** 31 - 1`, `50_000`. */
const computed = (expression) => new Function(`return ${expression}`)();
const declaration = /const ((?:MAX|LARGEST)_[A-Z0-9_]+) = ([0-9_* +()-]+);/g;
const limits = sources
  .flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(declaration)].map(([, name, value]) => ({
      name,
      value: computed(value),
      file: path.relative(path.join(root, "packages"), file).replaceAll(path.sep, "/"),
    })),
  )
  .filter(({ name }) => !units.includes(name));

const sizes = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** `4 MiB`, `500,000`. */
function said(text) {
  const [amount, unit] = text.replaceAll(",", "").split(" ");
  return Number(amount) * (sizes[unit] ?? 1);
}

describe("the limits in docs/security.md", () => {
  const table = tablesOf(textOf("docs/security.md")).find(({ head }) => head[0] === "limit");
  const rows = table.rows.map(([name, value, , file]) => ({
    name: spansOf(name)[0],
    value: said(value),
    file: spansOf(file)[0],
  }));

  test.each(limits)("$name of $file is $value", (limit) => {
    expect(rows).toContainEqual(limit);
  });

  test("are limits of the code", () => {
    expect(rows.filter((row) => !limits.some(({ name, file }) => name === row.name && file === row.file))).toEqual([]);
  });
});
