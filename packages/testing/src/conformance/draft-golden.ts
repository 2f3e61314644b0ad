import {
  MissingTensorError,
  type ModelDefinition,
  TensorDTypeError,
  type TensorInfo,
  TensorShapeError,
} from "@transonnx/core";
import { evaluate, type NDArray, toNumbers } from "@transonnx/graph";
import type { Golden, GoldenTensor, GoldenValue } from "../goldens/golden.ts";
import { goldenTensors } from "../goldens/golden-arrays.ts";
import { buildGraphs, goldenGraphs } from "../goldens/run-golden.ts";
import { dummyCases } from "./dummy-cases.ts";

type Config = Readonly<Record<string, unknown>>;

/**
 * What stands for a golden where there is none: a checkpoint with the tensors that a task asks for, drawn by the goldens' formula, and
 * cases whose outputs are the reference evaluation's. It shows that a graph is consistent, not that it is right.
 */
export async function draftGolden(definition: ModelDefinition, config: Config, task: string): Promise<Golden> {
  const plain = { modelType: definition.modelType, task, variant: "default", seedPrefix: "", config };
  const drawn = askedTensors(definition, config, task).map(drawnTensor);
  const golden = { ...plain, architecture: "", tensors: drawn, cases: [] };
  const { graphs } = buildGraphs(definition, golden);
  const tensors = goldenTensors(golden);
  const cases = [];
  for (const [part, { onnxConfig, inputs, outputs }] of Object.entries(graphs))
    for (const fed of dummyCases(onnxConfig, Object.keys(inputs))) {
      const made = await evaluate(Object.values(outputs), { inputs: fed, parameter: (name) => tensors.get(name)! });
      const named = Object.fromEntries(Object.keys(outputs).map((name, i) => [name, goldenValue(made[i]!)]));
      const given = Object.fromEntries(Object.entries(fed).map(([name, array]) => [name, goldenValue(array)]));
      cases.push({ part, file: `${part}.onnx`, inputs: given, outputs: named });
    }
  return { ...golden, cases };
}

/** An array as goldens hold it. */
export const goldenValue = (array: NDArray): GoldenValue => ({
  dtype: array.dtype as GoldenValue["dtype"],
  shape: array.shape,
  data: Array.from(toNumbers(array)),
});

/** No tensor has it: asking for one of this shape is answered with the shape that is wanted. */
const UNKNOWN_SHAPE = [-1];

/** The tensors that a task's code asks a checkpoint for: it is run until it misses none. */
function askedTensors(definition: ModelDefinition, config: Config, task: string): readonly [string, TensorInfo][] {
  const tensors = new Map<string, TensorInfo>();
  for (;;) {
    try {
      goldenGraphs(definition, { config, task }, tensors);
      return [...tensors];
    } catch (error) {
      const asked = answer(error, tensors);
      if (!asked) throw error;
      tensors.set(...asked);
    }
  }
}

function answer(error: unknown, tensors: ReadonlyMap<string, TensorInfo>): [string, TensorInfo] | undefined {
  if (error instanceof MissingTensorError) return [error.tensor, { dtype: "float32", shape: UNKNOWN_SHAPE }];
  if (error instanceof TensorShapeError && tensors.get(error.tensor)?.shape === UNKNOWN_SHAPE)
    return [error.tensor, { dtype: "float32", shape: error.expectedShape }];
  if (error instanceof TensorDTypeError)
    return [error.tensor, { ...tensors.get(error.tensor)!, dtype: error.expectedDTypes[0]! }];
  return undefined;
}

const storedAs: Readonly<Record<string, string>> = { float32: "F32", int64: "I64", int32: "I32", bool: "BOOL" };

/** Variances stay positive, scales of norms stay near 1. */
function drawnTensor([name, { dtype, shape }]: readonly [string, TensorInfo]): GoldenTensor {
  const [offset, scale] = /var$/.test(name) ? [1, 0.5] : /norm[^.]*\.weight$|gamma$/i.test(name) ? [1, 0.3] : [0, 0.5];
  return { name, shape, dtype: storedAs[dtype] ?? dtype, offset, scale };
}
