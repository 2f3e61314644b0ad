import type { AttributeValues, NDArray, Operator } from "@transonnx/graph";
import { type AttributeSpec, type ModelSpec, minimumIrVersion, type ValueSpec } from "@transonnx/onnx";

/** The first opset that has the operator with all the attributes given. */
export const firstOpset = (op: Operator, attributes: AttributeValues): number =>
  Math.max(op.since, ...Object.keys(attributes).map((name) => op.attributes[name]?.since ?? op.since));

/** A model of one node, its inputs named `0`, `1` … and its outputs `out0`, `out1` …, typed as the arrays given. */
export function nodeModel(
  op: Operator,
  attributes: AttributeValues,
  inputs: readonly (NDArray | undefined)[],
  outputs: readonly NDArray[],
  opset: number,
): ModelSpec {
  const value = (name: string, { dtype, shape }: NDArray): ValueSpec => ({ name, dtype, shape });
  const opsets = [{ domain: op.domain, version: opset }];
  return {
    irVersion: minimumIrVersion(opsets) ?? 8,
    opsets,
    producerName: "transonnx",
    producerVersion: "",
    metadata: {},
    graph: {
      name: op.name,
      inputs: inputs.flatMap((array, i) => (array ? [value(`${i}`, array)] : [])),
      outputs: outputs.map((array, i) => value(`out${i}`, array)),
      initializers: [],
      nodes: [
        {
          opType: op.name,
          domain: op.domain,
          name: "",
          inputs: inputs.map((array, i) => (array ? `${i}` : "")),
          outputs: outputs.map((_, i) => `out${i}`),
          attributes: Object.fromEntries(
            Object.entries(attributes).map(([name, given]) => [
              name,
              { kind: op.attributes[name]!.kind, value: given } as AttributeSpec,
            ]),
          ),
        },
      ],
    },
  };
}
