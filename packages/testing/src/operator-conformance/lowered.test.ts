import { describe, expect, test } from "@jest/globals";
import { OpsetError } from "@transonnx/exporter";
import * as graph from "@transonnx/graph";
import { difference } from "./difference.ts";
import { firstOpset } from "./node-model.ts";
import { runLowered } from "./run-lowered.ts";
import { operatorsOf } from "./run-node-case.ts";
import { chooseSizes, sampleArrays } from "./sample-arrays.ts";
import { samplesOf } from "./samples-of.ts";

/** Each the last before a form that changed: axes of reductions and of Pad, wrapping Pad, images of GridSample. */
const opsets = [13, 17, 18, 19];

/** undefined where the opset has no operators for it. */
const unlessMissing = async <T>(result: Promise<T>): Promise<T | undefined> => {
  try {
    return await result;
  } catch (error) {
    if (error instanceof OpsetError) return undefined;
    throw error;
  }
};

describe("ONNX Runtime computes every operator's samples alike as they are written for older opsets", () => {
  test.each([...operatorsOf(graph).values()].map((op) => [op.name, op] as const))("%s", async (_, op) => {
    for (const sample of samplesOf(op)) {
      const { attributes = {}, outputs: count = 1 } = sample;
      const arrays = sampleArrays(sample, chooseSizes(sample, 2));
      const tensors = sample.inputs.map(
        (type, i) => type && ("data" in type ? graph.constant(type) : graph.input(`${i}`, arrays[i]!)),
      );
      const ofInputs = <T>(all: readonly (T | undefined)[]): Record<string, T> =>
        Object.fromEntries(all.flatMap((x, i) => (x && tensors[i]!.source.kind === "input" ? [[`${i}`, x]] : [])));
      const results = graph.applyAll(op, tensors, attributes, count);
      const expected = await graph.evaluate(results, { inputs: ofInputs(arrays) });
      const outputs = Object.fromEntries(results.map((tensor, i) => [`out${i}`, tensor]));
      for (const opset of opsets) {
        const actual = await unlessMissing(runLowered(ofInputs(tensors), outputs, ofInputs(arrays), opset));
        if (!actual) expect(opset).toBeLessThan(firstOpset(op, attributes));
        expected.forEach((array, i) => {
          if (actual) expect(difference(actual[`out${i}`]!, array)).toBeUndefined();
        });
      }
    }
  });
});
