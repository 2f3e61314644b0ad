import { expect, test } from "@jest/globals";
import { visible } from "./say.ts";

test("what a terminal would obey or hide is spelt; all else stays", () => {
  expect(visible("a\u001b[2J\u009b31m\rb\u202ec\u0000")).toBe("a\\u001b[2J\\u009b31m\\u000db\\u202ec\\u0000");
  expect(visible("größer → 東\n\tx")).toBe("größer → 東\n\tx");
});
