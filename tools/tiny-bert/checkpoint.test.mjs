import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { tinyBert } from "./checkpoint.mjs";

const folder = path.join(root, "fixtures/tiny-bert");
const files = tinyBert();

test("the bundled checkpoint has the files of the script, and no other", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
});

test.each(Object.entries(files))("%s is what the script makes: npm run generate -- tiny-bert", (file, content) => {
  expect(readFileSync(path.join(folder, file)).equals(Buffer.from(content))).toBe(true);
});

test("the bundled checkpoint is small", () => {
  const size = Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  expect(size).toBeLessThan(200_000);
});
