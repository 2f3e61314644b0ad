import { expect, test } from "@jest/globals";
import { arrayOf } from "@transonnx/graph";
import { keepParameters } from "./keep-parameters.ts";

test("weights are asked for once as long as they fit", async () => {
  const asked: string[] = [];
  const parameter = keepParameters((name) => {
    asked.push(name);
    return arrayOf("float32", [4], [1, 2, 3, 4]);
  }, 40);
  for (const name of ["a", "b", "c", "a", "b", "c"]) expect((await parameter(name)).shape).toEqual([4]);
  expect(asked).toEqual(["a", "b", "c", "c"]);
});
