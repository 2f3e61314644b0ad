import { inspectModel, type ModelSummary, printModel, printType } from "@transonnx/onnx";
import { readModelFile } from "@transonnx/onnx/node";
import { say } from "../terminal/say.ts";
import { columns, showBytes, showCount } from "../terminal/sizes.ts";
import type { InspectFlags } from "./flags.ts";

/** `transonnx inspect FILE`. */
export async function runInspect(file: string, { graph, json, quiet }: InspectFlags): Promise<void> {
  const model = await readModelFile(file, { weights: "skip" });
  const summary = inspectModel(model);
  const printed = graph ? printModel(model) : undefined;
  if (json) console.log(JSON.stringify({ ok: true, command: "inspect", file, ...summary, graph: printed }));
  else if (!quiet) say(printed === undefined ? describe(summary) : [printed.trimEnd()]);
}

const named = (values: ModelSummary["inputs"]): string[] =>
  columns(values.map((value) => [`  ${value.name}`, printType(value)]));

function describe(model: ModelSummary): string[] {
  const opsets = model.opsets.map(({ domain, version }) => `${domain || "ai.onnx"} ${version}`).join(", ");
  const files = model.externalFiles.map(({ location, bytes }) => `, ${showBytes(bytes)} of them in ${location}`);
  const operators = model.operators.map(({ domain, opType, count }) => [
    `  ${domain === "" ? opType : `${domain}.${opType}`}`,
    `${count}`,
  ]);
  return [
    `IR ${model.irVersion}, opset ${opsets}, by ${model.producer || "an unnamed producer"}`,
    "inputs",
    ...named(model.inputs),
    "outputs",
    ...named(model.outputs),
    `${showCount(model.parameters)} parameters in ${model.initializers} tensors, ${showBytes(model.weightBytes)}${files.join("")}`,
    `${model.nodes} nodes`,
    ...columns(operators),
    ...Object.entries(model.metadata).map(([key, value]) => `${key}: ${value}`),
  ];
}
