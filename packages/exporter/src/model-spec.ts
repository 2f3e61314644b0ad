import { type Axes, outputSizes } from "@transonnx/core";
import { topologicalOrder } from "@transonnx/graph";
import type { ModelSpec, OpsetSpec, ValueSpec } from "@transonnx/onnx";
import { type LowerOptions, lower } from "./lowering/lower.ts";
import { toGraphSpec, type WeightResolver } from "./lowering/to-graph-spec.ts";
import type { ModelGraph } from "./model-graph.ts";
import type { NamedTensors } from "./passes/rewrite.ts";

/** Who made a file, as files that this package writes say it. */
export const PRODUCER_NAME = "transonnx";
/** The version of this package, as files that it writes say it. */
export const PRODUCER_VERSION = "0.1.0";

/** What `toModelSpec` takes besides the graph. */
export interface ModelSpecOptions extends LowerOptions {
  readonly weights: WeightResolver;
  /** Where the model comes from, as text by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The IR version of each opset. From opset 21 on it stays at 10: nothing that later versions add is used, and ONNX Runtime reads
 * it since 1.18.
 */
const irVersionOf = (opset: number): number => (opset >= 21 ? 10 : opset >= 19 ? 9 : opset >= 15 ? 8 : 7);

/** A model's graph as an ONNX model of an opset, for a target. Throws OpsetError and OptionError. */
export function toModelSpec(graph: ModelGraph, options: ModelSpecOptions): ModelSpec {
  const { opset, weights, metadata = {} } = options;
  const patchingSpecs = [...graph.onnxConfig.patchingSpecs, ...(options.patchingSpecs ?? [])];
  const outputs = lower(graph.inputs, graph.outputs, { ...options, patchingSpecs });
  const spec = toGraphSpec("main_graph", graph.inputs, outputs, weights);
  const { onnxInputs } = graph.onnxConfig;
  const declared = outputSizes(graph.onnxConfig);
  return {
    irVersion: irVersionOf(opset),
    opsets: [{ domain: "", version: opset }, ...otherDomains(outputs)],
    producerName: PRODUCER_NAME,
    producerVersion: PRODUCER_VERSION,
    metadata,
    graph: {
      ...spec,
      inputs: spec.inputs.map((value) => withAxes(value, onnxInputs[value.name])),
      outputs: spec.outputs.map((value) => ({ ...value, shape: declared(value.name, value.shape) })),
    },
  };
}

/** The domains besides ai.onnx that nodes are of, at the newest version that one of these asks for. */
function otherDomains(outputs: NamedTensors): OpsetSpec[] {
  const versions = new Map<string, number>();
  for (const { op } of topologicalOrder(Object.values(outputs)))
    if (op.domain !== "") versions.set(op.domain, Math.max(versions.get(op.domain) ?? 0, op.since));
  return [...versions].map(([domain, version]) => ({ domain, version }));
}

/** Free axes under the names of the configuration, which may write a sum in another order than the graph. */
const withAxes = (value: ValueSpec, axes: Axes = {}): ValueSpec => ({
  ...value,
  shape: value.shape.map((size, axis) => axes[axis] ?? size),
});
