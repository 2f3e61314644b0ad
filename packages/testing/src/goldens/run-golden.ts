import type { ModelDefinition, TensorIndex } from "@transonnx/core";
import { buildModelGraph, type ModelGraph, toModelSpec } from "@transonnx/exporter";
import { evaluate, type NDArray } from "@transonnx/graph";
import { encodeModel, type ModelSpec } from "@transonnx/onnx";
import { runOnnx } from "../onnxruntime/run-onnx.ts";
import { goldenDifference } from "./compare.ts";
import type { Golden } from "./golden.ts";
import { goldenArray, goldenTensors } from "./golden-arrays.ts";

type Arrays = Readonly<Record<string, NDArray>>;

/** The graph that a model's code makes of a golden's config and a checkpoint's tensors. */
export function goldenGraph(
  definition: ModelDefinition,
  { config: json, task }: Pick<Golden, "config" | "task">,
  tensors: TensorIndex,
): ModelGraph {
  const config = definition.parseConfig(json);
  const onnxConfig = new definition.onnxConfig(config, task);
  return buildModelGraph({ definition, config, onnxConfig, tensors });
}

/** The same as an ONNX model with its weights in it. */
export function goldenModel(definition: ModelDefinition, golden: Golden, opset: number): ModelSpec {
  const tensors = goldenTensors(golden);
  return toModelSpec(goldenGraph(definition, golden, tensors), {
    opset,
    weights: (name) => bytesOf(tensors.get(name)!),
  });
}

/**
 * How far the reference evaluation of a model's graph is from PyTorch: the worst of all cases. `tensors` may be the
 * golden's checkpoint in another form.
 */
export function evaluateGolden(
  definition: ModelDefinition,
  golden: Golden,
  tensors: ReadonlyMap<string, NDArray> = goldenTensors(golden),
): Promise<number> {
  const { outputs } = goldenGraph(definition, golden, tensors);
  const names = Object.keys(outputs);
  return worstOf(golden, async (inputs) => {
    const arrays = await evaluate(Object.values(outputs), { inputs, parameter: (name) => tensors.get(name)! });
    return Object.fromEntries(arrays.map((array, i) => [names[i], array]));
  });
}

/** How far ONNX Runtime on the exported model is from PyTorch: the worst of all cases. */
export async function runGolden(definition: ModelDefinition, golden: Golden, opset: number): Promise<number> {
  const bytes = await encodeModel(goldenModel(definition, golden, opset));
  return runOnnx(bytes, (run) => worstOf(golden, run));
}

/** The largest difference from the outputs of a golden over all its cases. */
export async function worstOf({ cases }: Golden, run: (inputs: Arrays) => Promise<Arrays>): Promise<number> {
  let worst = 0;
  for (const { inputs, outputs, dontCare } of cases) {
    const found = await run(Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, goldenArray(x)])));
    for (const [name, expected] of Object.entries(outputs)) {
      if (!found[name]) throw new Error(`there is no output "${name}", only ${Object.keys(found).join(", ")}`);
      worst = Math.max(worst, goldenDifference(name, goldenArray(expected), found[name], dontCare));
    }
  }
  return worst;
}

/** Goldens store their numbers in the dtype that graphs compute in. */
function bytesOf({ data }: NDArray): Uint8Array {
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}
