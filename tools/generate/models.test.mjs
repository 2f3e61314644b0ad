import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { modelTables } from "./models.mjs";

const tables = await modelTables((file) => import(path.join(root, file)));

test.each(Object.keys(tables))("%s lists the models that the packages define: npm run generate -- models", (file) => {
  expect(readFileSync(path.join(root, file), "utf8")).toBe(tables[file]);
});

test("the table loads a model type from the package that defines it", async () => {
  const { models } = await import(path.join(root, "packages/cli/src/generated/models.ts"));
  for (const entry of models) expect((await entry.load()).modelType).toBe(entry.modelType);
});
