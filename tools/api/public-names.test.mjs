import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../root.mjs";
import { publicNames } from "./public-names.mjs";

const expected = publicNames();

test.each(Object.keys(expected))(
  "%s lists what the package exports, values and types: npm run generate -- api",
  (file) => {
    expect(expected[file].split("\n")).toEqual(readFileSync(path.join(root, file), "utf8").split("\n"));
  },
);

test("docs/api has a list of each published package, and no others", () => {
  expect(readdirSync(path.join(root, "docs/api")).map((file) => `docs/api/${file}`)).toEqual(
    Object.keys(expected).sort(),
  );
});
