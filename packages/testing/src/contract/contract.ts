import { readFileSync } from "node:fs";
import type { AxesByName, ModelDefinition, OnnxConfig, Task } from "@transonnx/core";

/** Optimum's inputs and outputs of one task, in the order in which its exporter writes them. */
export interface TaskContract {
  /** transformers' class. */
  readonly architecture: string;
  readonly inputs: AxesByName;
  readonly outputs: AxesByName;
}

/** What optimum exports of a model type. */
export interface ModelContract {
  /** Its configuration's class. */
  readonly onnxConfig: string;
  readonly tasks: Readonly<Partial<Record<Task, TaskContract>>>;
}

/** Contracts by model type, from a file such as this repository's `fixtures/contract.json`. */
export const readContracts = (file: string | URL): Readonly<Record<string, ModelContract>> =>
  JSON.parse(readFileSync(file, "utf8"));

/** What a model type says of itself, in the words of a contract: a test holds one against the other. */
export function contractOf(definition: ModelDefinition, config: Readonly<Record<string, unknown>>): ModelContract {
  const parsed = definition.parseConfig(config);
  const tasks = Object.entries(definition.tasks).map(([task, { architecture }]) => {
    const { inputs, outputs }: OnnxConfig = new definition.onnxConfig(parsed, task);
    return [task, { architecture, inputs, outputs }];
  });
  return { onnxConfig: definition.onnxConfig.name, tasks: Object.fromEntries(tasks) };
}

/** A contract as text, which keeps the order of names: equal contracts have equal texts. */
export const showContract = ({ onnxConfig, tasks }: ModelContract): string =>
  [
    onnxConfig,
    ...Object.entries(tasks)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([task, { architecture, inputs, outputs }]) =>
          `${task} (${architecture}): ${showAxes(inputs)} -> ${showAxes(outputs)}`,
      ),
  ].join("\n");

const showAxes = (named: AxesByName): string =>
  Object.entries(named)
    .map(([name, axes]) => `${name}[${Object.entries(axes).map(([axis, symbol]) => `${axis}: ${symbol}`)}]`)
    .join(", ");
