import { expect, test } from "@jest/globals";
import { tiers } from "../nx/tiers.mjs";
import { packageFolders } from "../packages.mjs";
import { spansOf, tablesOf, textOf } from "./tables.mjs";

const tableOf = (file, head) => tablesOf(textOf(file)).find((table) => table.head[0] === head).rows;

test("CONTRIBUTING.md lists every tier", () => {
  const rows = tableOf("CONTRIBUTING.md", "tier");
  expect(rows.map(([name]) => name)).toEqual(tiers.map(({ name }) => name));
});

test("docs/architecture.md lists every package", () => {
  const listed = tableOf("docs/architecture.md", "folder under `packages/`").flatMap(([folder]) => spansOf(folder));
  const folders = packageFolders().map((folder) =>
    folder.replace(/^packages\//, "").replace(/^models\/.*/, "models/*"),
  );
  expect([...new Set(folders)].filter((folder) => !listed.includes(folder))).toEqual([]);
});
