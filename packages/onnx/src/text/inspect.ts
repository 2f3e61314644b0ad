import { byteLengthOf, countOf, type ElementType } from "../element-type.ts";
import type { GraphSpec, InitializerSpec, ModelSpec, OpsetSpec, ValueSpec } from "../model.ts";

/** What a model is made of. */
export interface ModelSummary {
  readonly irVersion: number;
  readonly opsets: readonly OpsetSpec[];
  readonly producer: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly ValueSpec[];
  readonly outputs: readonly ValueSpec[];
  /** Nodes, those of subgraphs too. */
  readonly nodes: number;
  /** How often each operator is used, the most frequent first. */
  readonly operators: readonly { readonly domain: string; readonly opType: string; readonly count: number }[];
  readonly initializers: number;
  /** Elements of all initializers. */
  readonly parameters: number;
  /** Their bytes; strings are not counted. */
  readonly weightBytes: number;
  readonly weightBytesByType: readonly { readonly dtype: ElementType; readonly bytes: number }[];
  /** The files that hold external data, and how much of it. */
  readonly externalFiles: readonly { readonly location: string; readonly bytes: number }[];
}

/** Summarises a model. A model read with `weights: "skip"` is enough. */
export function inspectModel(model: ModelSpec): ModelSummary {
  const operators = new Map<string, { domain: string; opType: string; count: number }>();
  const byType = new Map<ElementType, number>();
  const files = new Map<string, number>();
  const totals = { nodes: 0, initializers: 0, parameters: 0, weightBytes: 0 };

  const count = ({ dtype, shape, data }: InitializerSpec) => {
    const bytes = byteLengthOf(dtype, shape) ?? 0;
    totals.initializers++;
    totals.parameters += countOf(shape);
    totals.weightBytes += bytes;
    byType.set(dtype, (byType.get(dtype) ?? 0) + bytes);
    if ("external" in data) files.set(data.external.location, (files.get(data.external.location) ?? 0) + bytes);
  };
  const visit = (graph: GraphSpec) => {
    graph.initializers.forEach(count);
    for (const { domain, opType, attributes } of graph.nodes) {
      totals.nodes++;
      const key = `${domain} ${opType}`;
      const operator = operators.get(key) ?? { domain, opType, count: 0 };
      operator.count++;
      operators.set(key, operator);
      for (const attribute of Object.values(attributes)) if (attribute.kind === "graph") visit(attribute.value);
    }
  };
  visit(model.graph);

  return {
    irVersion: model.irVersion,
    opsets: model.opsets,
    producer: `${model.producerName} ${model.producerVersion}`.trim(),
    metadata: model.metadata,
    inputs: model.graph.inputs,
    outputs: model.graph.outputs,
    ...totals,
    operators: [...operators].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([, found]) => found),
    weightBytesByType: [...byType].map(([dtype, bytes]) => ({ dtype, bytes })).sort((a, b) => b.bytes - a.bytes),
    externalFiles: [...files].map(([location, bytes]) => ({ location, bytes })),
  };
}
