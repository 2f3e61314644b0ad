import { expect, test } from "@jest/globals";
import { textOf } from "./tables.mjs";

const budget = (name) =>
  textOf("tests/bundlers/sizes.test.mjs").match(new RegExp(`const ${name} = (\\d+) \\* KIB;`))[1];

test("docs/bundlers-and-browsers.md tells the budgets that a test of bundles holds", () => {
  const said = [...textOf("docs/bundlers-and-browsers.md").matchAll(/\| (\d+) KiB \|$/gm)].map(([, size]) => size);
  expect(said).toEqual(["BERT_BUDGET", "MODEL_BUDGET", "EXPORTER_BUDGET"].map(budget));
});
