import { describe, expect, test } from "@jest/globals";
import * as graph from "@transonnx/graph";
import { checkSamples } from "./check-samples.ts";
import { operatorsOf } from "./run-node-case.ts";

describe("every operator's samples build, infer and evaluate alike at two sizes of each symbol", () => {
  test.each([...operatorsOf(graph).values()].map((op) => [op.name, op] as const))("%s", (_, op) => checkSamples(op));
});

describe("an operator is caught", () => {
  const honest = {
    name: "Same",
    since: 13,
    doc: "x.",
    inputs: ["X"],
    outputs: ["Y"],
    attributes: {},
    infer: ([x]: readonly graph.KnownType[]) => x!,
    evaluate: ([x]: readonly graph.NDArray[]) => x!,
    samples: [{ inputs: [{ dtype: "float32", shape: ["n", 3] }] }],
  } as const;

  test("that does not say what it computes", async () => {
    const { name, since, inputs, outputs, attributes, infer } = honest;
    const op = graph.primitive({ name, since, inputs, outputs, attributes, infer });
    await expect(checkSamples(op)).rejects.toThrow("Same has no samples: nothing says what it computes");
  });

  test("whose types forget the symbol", async () => {
    const op = graph.primitive({ ...honest, infer: () => ({ dtype: "float32", shape: [2, 3] }) });
    await expect(checkSamples(op)).rejects.toThrow("/Same: expected float32[2, 3] = [2, 3], got float32[5, 3]");
  });

  test("that computes another dtype than it infers", async () => {
    const op = graph.primitive({ ...honest, infer: ([x]) => ({ ...x!, dtype: "int64" }) });
    await expect(checkSamples(op)).rejects.toThrow("/Same: expected int64[n, 3] = [2, 3], got float32[2, 3]");
  });

  test("that rounds to float32 where it is asked for more", async () => {
    const coarse = ([x]: readonly graph.NDArray[]) =>
      x!.dtype === "float64" ? { ...x!, data: Float64Array.from(x!.data as Float64Array, Math.round) } : x!;
    const op = graph.primitive({ ...honest, evaluate: coarse });
    await expect(checkSamples(op)).rejects.toThrow(/Same, sample 0: element 0 is .* in float32 and .* in float64/);
  });
});
