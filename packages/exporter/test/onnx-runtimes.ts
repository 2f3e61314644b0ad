import type { NDArray } from "@transonnx/graph";
import { encodeModel, type ModelSpec } from "@transonnx/onnx";
import type { InferenceSession } from "onnxruntime-common";
import * as native from "onnxruntime-node";
import * as web from "onnxruntime-web";
import { lower } from "../src/lowering/lower.ts";
import type { Target } from "../src/lowering/targets.ts";
import { toGraphSpec } from "../src/lowering/to-graph-spec.ts";
import type { NamedTensors } from "../src/passes/rewrite.ts";

web.env.wasm.numThreads = 1;

const runtimes = {
  "onnxruntime-node": { ort: native, options: {} },
  "onnxruntime-web": { ort: web, options: { executionProviders: ["wasm"] } },
};

export type RuntimeName = keyof typeof runtimes;
export const runtimeNames = Object.keys(runtimes) as readonly RuntimeName[];

/** A graph without weights as the model of a target. */
export function modelFor(target: Target, inputs: NamedTensors, outputs: NamedTensors): ModelSpec {
  const { opset } = target;
  const lowered = lower(inputs, outputs, { opset, target });
  return {
    irVersion: 10,
    opsets: [
      { domain: "", version: opset },
      { domain: "com.microsoft", version: 1 },
    ],
    producerName: "",
    producerVersion: "",
    metadata: {},
    graph: toGraphSpec("test", inputs, lowered, () => new Uint8Array()),
  };
}

/** Runs a model on one thread. */
export async function runIn(
  name: RuntimeName,
  model: ModelSpec,
  arrays: Readonly<Record<string, NDArray>>,
): Promise<Readonly<Record<string, NDArray>>> {
  const { ort, options } = runtimes[name];
  const settings: InferenceSession.SessionOptions = { ...options, intraOpNumThreads: 1, logSeverityLevel: 3 };
  const session = await ort.InferenceSession.create(await encodeModel(model), settings);
  try {
    const feeds = Object.entries(arrays).map(([key, { dtype, data, shape }]) => [
      key,
      new ort.Tensor(dtype as "float32", data as Float32Array, shape),
    ]);
    const found = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(
      Object.entries(found).map(([key, { type, dims, data }]) => [
        key,
        { dtype: type, shape: [...dims], data } as NDArray,
      ]),
    );
  } finally {
    await session.release();
  }
}
