import { describe, expect, test } from "@jest/globals";
import type { Forward, PatchingSpec } from "@transonnx/core";
import { add, neg, scalar } from "@transonnx/graph";
import { config, forward, golden, type ToyConfig, ToyOnnxConfig, toy, tried } from "../../test/toy-model.ts";
import { conformanceSuite } from "./conformance-suite.ts";

const seconds = (text: string) => text.replaceAll(/\d+\.\d s/g, "0.0 s");

describe("a model that keeps the contract", () => {
  test("passes on its goldens", async () => {
    const { text, passed } = await tried(toy());
    expect(passed).toBe(true);
    expect(seconds(text)).toMatchInlineSnapshot(`
"toy: all 14 checks hold

✓ the definition keeps the contract                                      0.0 s
✓ every task has a golden                                                0.0 s
✓ feature-extraction: every tensor is read                               0.0 s
✓ feature-extraction: every tensor matters                               0.0 s
✓ feature-extraction: names, types and axes are those of the OnnxConfig  0.0 s
✓ feature-extraction: every free axis is free                            0.0 s
✓ feature-extraction: the reference evaluation is as the golden          0.0 s
✓ feature-extraction: ONNX Runtime, for onnxruntime                      0.0 s
✓ feature-extraction: ONNX Runtime, for portable                         0.0 s
✓ feature-extraction: ONNX Runtime, for web                              0.0 s
✓ feature-extraction: ONNX Runtime, opset 13                             0.0 s
✓ feature-extraction: the graph is the same each time                    0.0 s
✓ feature-extraction: config.json: what is not built is refused          0.0 s
✓ operators of its own                                                   0.0 s
"
`);
  });

  test("passes on a config alone", async () => {
    const { failed, rows } = await tried(toy(), { config });
    expect(failed).toEqual([]);
    expect(rows.length).toBeGreaterThan(8);
  });

  test("has to bring one or the other", () => {
    expect(() => conformanceSuite(toy(), {})).toThrow("expected goldens, <task>.json each, or a small config");
  });
});

test("a failure is told in four lines", async () => {
  const { text } = await tried(toy({ mayHold: "none" as never }));
  expect(seconds(text).split("\n").slice(0, 8).join("\n")).toMatchInlineSnapshot(`
"toy: 1 of 14 checks failed

✗ the definition keeps the contract                                      0.0 s
    the definition is not what defineModel asks for
    where    toy, mayHold
    expected a list of regular expressions
    found    "none"
    to do    Correct the field"
`);
});

describe("values", () => {
  test("that the golden has not", async () => {
    const [first] = golden.cases;
    const { last_hidden_state: out } = first!.outputs;
    const moved = { last_hidden_state: { ...out!, data: out!.data!.map((value) => value + 0.01) } };
    const { failed } = await tried(toy(), { goldens: [{ ...golden, cases: [{ ...first!, outputs: moved }] }] });
    expect(failed).toEqual([
      "the reference evaluation is as the golden",
      "ONNX Runtime, for onnxruntime",
      "ONNX Runtime, for portable",
      "ONNX Runtime, for web",
      "ONNX Runtime, opset 13",
    ]);
  });

  test("that the written file alone has not", async () => {
    class Patched extends ToyOnnxConfig {
      static override readonly patchingSpecs: readonly PatchingSpec[] = [
        { o: "", name: "Relu", customOp: ([x]) => [neg(x!)] },
      ];
    }
    const { failed } = await tried(toy({ onnxConfig: Patched }));
    expect(failed).not.toContain("the reference evaluation is as the golden");
    expect(failed).toEqual(expect.arrayContaining(["ONNX Runtime, for web", "every free axis is free"]));
  });
});

test("a graph that is another each time is shown where it differs", async () => {
  let calls = 0;
  const counts: Forward<ToyConfig> = (c, p, x, cache) => {
    const { last_hidden_state: y } = forward(c, p, x, cache);
    return { last_hidden_state: add(y!, scalar(calls++ * 1e-9)) };
  };
  const { failed, text } = await tried(toy({ forward: counts }));
  expect(failed).toContain("the graph is the same each time");
  expect(text).toContain("the graph is another each time it is made");
});

describe("what is missing", () => {
  test("a golden of a task", async () => {
    const { "feature-extraction": task } = toy().tasks;
    const both = toy({
      tasks: { "feature-extraction": task!, "fill-mask": { ...task!, architecture: "ToyMasked" } } as never,
    });
    const { failed, text } = await tried(both);
    expect(failed).toEqual(["every task has a golden"]);
    expect(text).toMatch(/found +none of fill-mask/);
  });

  test("a contract that this version knows", async () => {
    const { failed } = await tried({ ...toy(), contract: 99 } as never);
    expect(failed).toEqual(["the definition keeps the contract"]);
  });
});
