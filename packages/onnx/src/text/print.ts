import type { NDArray } from "@transonnx/graph";
import type { AttributeSpec, GraphSpec, InitializerSpec, ModelSpec, NodeSpec, ValueSpec } from "../model.ts";
import { printShape, printType } from "./print-type.ts";

/** A tensor or list with more elements than this is printed by its type alone. */
const PRINTED_ELEMENTS = 8;

/**
 * A model as text: its opsets, then the graph with the names, types and attributes of everything in it, one line for each
 * initializer and node. The same model gives the same text.
 */
export function printModel(model: ModelSpec): string {
  const opsets = model.opsets.map(({ domain, version }) => `${domain === "" ? "ai.onnx" : domain} ${version}`);
  return `model, IR ${model.irVersion}, opset ${opsets.join(", ")}\n${printGraph(model.graph)}\n`;
}

/** A graph as text, each line indented by `indent`. */
export function printGraph(graph: GraphSpec, indent = ""): string {
  const types = new Map((graph.valueInfo ?? []).map((value) => [value.name, value]));
  const inner = `${indent}  `;
  const lines = [
    `graph ${graph.name}(${graph.inputs.map(valueText).join(", ")}) -> (${graph.outputs.map(valueText).join(", ")}) {`,
    ...graph.initializers.map((initializer) => `${inner}${initializerText(initializer)}`),
    ...graph.nodes.map((node) => `${inner}${nodeText(node, types, inner)}`),
    `${indent}}`,
  ];
  return lines.join("\n");
}

const valueText = (value: ValueSpec): string => `${value.name}: ${printType(value)}`;

function initializerText({ name, dtype, shape, data }: InitializerSpec): string {
  const where = "external" in data ? ` in ${data.external.location} at ${data.external.offset}` : "";
  return `${name}: ${dtype}${printShape(shape)}${where}`;
}

function nodeText(node: NodeSpec, types: ReadonlyMap<string, ValueSpec>, indent: string): string {
  const { opType, domain, name, inputs, outputs, attributes } = node;
  const results = outputs.map((output) => {
    const type = types.get(output);
    return type ? valueText(type) : output || "_";
  });
  const operator = domain === "" ? opType : `${domain}.${opType}`;
  const settings = Object.keys(attributes)
    .sort()
    .map((key) => `${key} = ${attributeText(attributes[key]!, indent)}`);
  const operands = inputs.map((input) => input || "_");
  const call = `${results.join(", ")} = ${operator}(${[...operands, ...settings].join(", ")})`;
  return name === "" ? call : `${call}  # ${name}`;
}

function attributeText(attribute: AttributeSpec, indent: string): string {
  switch (attribute.kind) {
    case "int":
    case "float":
      return `${attribute.value}`;
    case "string":
      return JSON.stringify(attribute.value);
    case "ints":
    case "floats":
      return listText(attribute.value);
    case "strings":
      return listText(attribute.value.map((text) => JSON.stringify(text)));
    case "tensor":
      return tensorText(attribute.value);
    case "stored":
      return `${attribute.value.dtype}${printShape(attribute.value.shape)}`;
    case "graph":
      return printGraph(attribute.value, indent);
    case "opaque":
      return "…";
  }
}

function tensorText({ dtype, shape, data }: NDArray): string {
  const type = `${dtype}${printShape(shape)}`;
  if (data.length > PRINTED_ELEMENTS) return type;
  return `${type} ${listText(Array.from(data as ArrayLike<unknown>, (item) => (typeof item === "string" ? JSON.stringify(item) : item)))}`;
}

function listText(items: readonly unknown[]): string {
  const shown = items.slice(0, PRINTED_ELEMENTS).map((item) => `${item}`);
  return `[${shown.join(", ")}${items.length > PRINTED_ELEMENTS ? `, … ${items.length} in all` : ""}]`;
}
