import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { text, value } from "./readme-example.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

test("the README shows the example that is run here", () => {
  expect(readme).toContain(read("readme-example.ts").replaceAll("export const", "const").trim());
});

test("it prints what the README says", () => {
  expect(readme).toContain(text);
  expect(value!.shape).toEqual([1, 1, 3]);
  expect(readme).toContain(`[${Array.from(value!.data as Float32Array, (v) => v.toFixed(4)).join(", ")}]`);
});
