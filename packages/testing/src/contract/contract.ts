import { readFileSync } from "node:fs";
import { type Axes, type AxesByName, type ModelDefinition, type OnnxConfig, tasksOf } from "@transonnx/core";
import { partConfigs } from "@transonnx/exporter";

/** The inputs and outputs of one file, in the order in which optimum's exporter writes them. */
export interface PartContract {
  readonly inputs: AxesByName;
  readonly outputs: AxesByName;
}

/** What optimum exports for one task. */
export interface TaskContract {
  /** transformers' class. */
  readonly architecture: string;
  readonly parts: Readonly<Record<string, PartContract>>;
}

/** What optimum exports of a model type. */
export interface ModelContract {
  /** Its configuration's class. */
  readonly onnxConfig: string;
  /** By the task's name, with `-with-past`. */
  readonly tasks: Readonly<Record<string, TaskContract>>;
}

/** Contracts by model type, from a file such as this repository's `fixtures/contract.json`. */
export const readContracts = (file: string | URL): Readonly<Record<string, ModelContract>> =>
  JSON.parse(readFileSync(file, "utf8"));

/** What a model type says of itself, in the words of a contract: a test holds one against the other. */
export function contractOf(definition: ModelDefinition, config: Readonly<Record<string, unknown>>): ModelContract {
  const parsed = definition.parseConfig(config);
  const tasks = tasksOf(definition).map((name) => {
    const onnxConfig = new definition.onnxConfig(parsed, name);
    const task = definition.tasks[onnxConfig.task]!;
    const parts = partConfigs(task, onnxConfig).map((part) => [part.name, partContract(part.onnxConfig)]);
    return [name, { architecture: task.architecture, parts: Object.fromEntries(parts) }];
  });
  return { onnxConfig: definition.onnxConfig.name, tasks: Object.fromEntries(tasks) };
}

function partContract({ onnxInputs, optionalInputs, freedAxes, outputs }: OnnxConfig): PartContract {
  const inputs = Object.entries(onnxInputs)
    .filter(([name]) => !optionalInputs.includes(name))
    .map(([name, axes]) => [name, withoutAxes(axes, freedAxes[name])]);
  return { inputs: Object.fromEntries(inputs), outputs };
}

const withoutAxes = (axes: Axes, freed: Axes = {}): Axes =>
  Object.fromEntries(Object.entries(axes).filter(([axis]) => !(axis in freed)));

/**
 * A contract as text, which keeps the order of names: equal contracts have equal texts. Optimum calls the axis of a
 * decoder's new tokens "1" where it has a past; here it is named as everywhere.
 */
export const showContract = ({ onnxConfig, tasks }: ModelContract): string =>
  [
    onnxConfig,
    ...Object.entries(tasks)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([task, { architecture, parts }]) => [
        `${task} (${architecture})`,
        ...Object.entries(parts).map(
          ([part, { inputs, outputs }]) => `  ${part}: ${showAxes(inputs)} -> ${showAxes(outputs)}`,
        ),
      ]),
  ].join("\n");

const showAxes = (named: AxesByName): string =>
  Object.entries(named)
    .map(([name, axes]) => `${name}[${Object.entries(axes).map(([axis, symbol]) => `${axis}: ${showSymbol(symbol)}`)}]`)
    .join(", ");

const showSymbol = (symbol: string): string => (symbol === "1" ? "decoder_sequence_length" : symbol);
