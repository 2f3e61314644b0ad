import { beforeAll, describe, expect, test } from "@jest/globals";
import { arrayOf, evaluate, type NDArray } from "@transonnx/graph";
import { encodeModel } from "@transonnx/onnx";
import { tinyReference, tinySpec } from "../test/tiny-model.ts";
import { assertValid, onnxruntimeNode, type Runtime, validateAgainstReference } from "./index.ts";

const input_ids = arrayOf("int64", [2, 3], [1, 2, 3, 4, 5, 6]);
const attention_mask = arrayOf("int64", [2, 3], [1, 1, 1, 1, 0, 0]);
let last_hidden_state: NDArray;
let model: Uint8Array;
let runtime: Runtime;

beforeAll(async () => {
  const { outputs, parameter } = tinyReference();
  const inputs = { input_ids, attention_mask };
  [last_hidden_state] = (await evaluate(Object.values(outputs), { inputs, parameter })) as [NDArray];
  model = await encodeModel(tinySpec);
  runtime = await onnxruntimeNode();
});

const validate = (arrays: Readonly<Record<string, NDArray>>) => validateAgainstReference(arrays, model, { runtime });
const check = async (arrays: Readonly<Record<string, NDArray>>) => assertValid(await validate(arrays));
const right = () => ({
  "inputs.input_ids": input_ids,
  "inputs.attention_mask": attention_mask,
  "outputs.last_hidden_state": last_hidden_state,
});

describe("arrays made elsewhere", () => {
  test("that the model's outputs agree with", async () => {
    const report = await validate(right());
    expect(report).toMatchObject({ passed: true, cases: [{ name: "reference" }] });
    assertValid(report);
  });

  test("in several cases", async () => {
    const named = Object.entries(right()).flatMap(([name, array]) => [
      [`short/${name}`, array],
      [`a/b/${name}`, array],
    ]);
    const { passed, cases } = await validateAgainstReference(new Map(named as [string, NDArray][]), model, { runtime });
    expect([passed, cases.map(({ name }) => name)]).toEqual([true, ["short", "a/b"]]);
  });

  test("under the plain names of inputs and outputs", async () => {
    await expect(check({ input_ids, attention_mask, last_hidden_state })).resolves.toBeUndefined();
  });

  test("of other values", async () => {
    const data = (last_hidden_state.data as Float32Array).map((x, i) => (i === 7 ? x + 0.5 : x));
    const wrong = { ...right(), "outputs.last_hidden_state": { ...last_hidden_state, data } };
    await expect(check(wrong)).rejects.toMatchObject({ name: "AtolError", mismatches: [{ at: [0, 0, 7] }] });
  });

  test("of another shape", async () => {
    const wrong = { ...right(), "outputs.last_hidden_state": { ...last_hidden_state, shape: [3, 2, 8] } };
    await expect(check(wrong)).rejects.toThrow(/last_hidden_state: expected \[3, 2, 8\], found \[2, 3, 8\]/);
  });

  test("of another element type", async () => {
    const int32 = { ...right(), "inputs.input_ids": arrayOf("int32", [2, 3], [1, 2, 3, 4, 5, 6]) };
    await expect(check(int32)).rejects.toMatchObject({ name: "DTypeError", value: "input_ids" });
    const values = last_hidden_state.data as Float32Array;
    const double = { ...right(), "outputs.last_hidden_state": arrayOf("float64", last_hidden_state.shape, values) };
    await expect(check(double)).rejects.toMatchObject({ name: "DTypeError", value: "last_hidden_state" });
  });

  test("that lack an input, or an output", async () => {
    const { "inputs.attention_mask": _, ...fewer } = right();
    await expect(check(fewer)).rejects.toMatchObject({ name: "NumberOfInputsMatchError", foundNames: ["input_ids"] });
    const { "outputs.last_hidden_state": __, ...none } = right();
    await expect(check(none)).rejects.toMatchObject({ name: "OutputMatchError", foundNames: [] });
  });

  test("with an output that the model does not have", async () => {
    const more = { ...right(), "outputs.pooler_output": last_hidden_state };
    await expect(check(more)).rejects.toMatchObject({ name: "OutputMatchError" });
    expect((await validate(more)).checks).toContainEqual({
      ...{ check: "values", case: "reference", subject: "pooler_output" },
      ...{ status: "not run", reason: "the model has no output of this name" },
    });
  });

  test("with a name that is neither's", async () => {
    await expect(check({ ...right(), logits: last_hidden_state })).rejects.toThrow(
      /^logits: an array is no input or output: expected inputs\.<name> with one of input_ids, attention_mask/,
    );
    await expect(check({ ...right(), input_ids })).rejects.toThrow(/two arrays are inputs\.input_ids/);
    await expect(check({})).rejects.toThrow(/there are no arrays/);
  });
});
