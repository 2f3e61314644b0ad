import { expect, test } from "@jest/globals";
import { docstringFaults } from "./docstrings.mjs";

test("every name that a package exports has a docstring, and every link in one leads somewhere", () => {
  expect(docstringFaults()).toEqual([]);
});
