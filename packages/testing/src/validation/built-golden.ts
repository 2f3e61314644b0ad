import type { ModelDefinition } from "@transonnx/core";
import { buildModelGraph, type ModelGraph, toModelSpec } from "@transonnx/exporter";
import type { NDArray } from "@transonnx/graph";
import { encodeModel, type ModelSpec, toStored } from "@transonnx/onnx";
import type { ReferenceModel } from "@transonnx/validator";
import type { Golden } from "../goldens/golden.ts";
import { goldenTensors } from "../goldens/golden-arrays.ts";

/** A golden's model: its graph, the checkpoint behind it, and the ONNX model that is written of both. */
export interface BuiltGolden extends ReferenceModel {
  readonly graph: ModelGraph;
  readonly tensors: ReadonlyMap<string, NDArray>;
  readonly spec: ModelSpec;
  encode(spec?: ModelSpec): Promise<Uint8Array>;
}

/** Builds a golden's graph and its ONNX model at an opset. */
export function buildGolden(definition: ModelDefinition, golden: Golden, opset = 23): BuiltGolden {
  const config = definition.parseConfig(golden.config);
  const tensors = goldenTensors(golden);
  const onnxConfig = new definition.onnxConfig(config, golden.task);
  const graph = buildModelGraph({ definition, config, onnxConfig, tensors });
  const weights = (name: string) => toStored(tensors.get(name)!).data;
  const spec = toModelSpec(graph, { opset, weights });
  return {
    ...{ graph, tensors, spec, inputs: graph.inputs, outputs: graph.outputs },
    parameter: (name) => tensors.get(name)!,
    encode: (changed = spec) => encodeModel(changed),
  };
}
