import { describe, expect, test } from "@jest/globals";
import { golden, ToyOnnxConfig, toy, tried } from "../../test/toy-model.ts";

describe("names and types", () => {
  test("of an input that nothing depends on", async () => {
    class Masked extends ToyOnnxConfig {
      override get inputs() {
        return { input_ids: this.textAxes, attention_mask: this.textAxes };
      }
    }
    const { failed, text } = await tried(toy({ onnxConfig: Masked }));
    expect(failed).toContain("names, types and axes are those of the OnnxConfig");
    expect(text).toContain("no output depends on an input");
  });

  test("of an output that the golden lacks, and of an input of another type", async () => {
    const [first] = golden.cases;
    const renamed = { ...golden, cases: [{ ...first!, outputs: { hidden: first!.outputs.last_hidden_state! } }] };
    expect((await tried(toy(), { goldens: [renamed] })).text).toMatch(/expected +last_hidden_state\n +found +hidden/);
    const ids = { ...first!.inputs.input_ids!, dtype: "int32" as const };
    const narrow = { ...golden, cases: [{ ...first!, inputs: { input_ids: ids } }] };
    expect((await tried(toy(), { goldens: [narrow] })).text).toContain('the element type of "input_ids" is another');
  });
});
