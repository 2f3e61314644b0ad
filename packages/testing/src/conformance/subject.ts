import type { ModelDefinition, PretrainedConfig } from "@transonnx/core";
import { type GraphError, type NDArray, topologicalOrder } from "@transonnx/graph";
import type { Golden } from "../goldens/golden.ts";
import { goldenTensors } from "../goldens/golden-arrays.ts";
import { type BuiltGraphs, buildGraphs } from "../goldens/run-golden.ts";
import { ConformanceError } from "./conformance-error.ts";

/** One task of a model on a small config, with its graphs: what the checks are tried on. */
export interface Subject extends BuiltGraphs {
  readonly definition: ModelDefinition;
  /** Model type and task, for messages. */
  readonly where: string;
  /** Free axes of all inputs: their names as the graphs have them. */
  readonly axes: readonly string[];
}

/** Whatever is left unread is for a check to tell. */
const ANY_NAME = [/(?:)/];

/** Builds the graphs of a golden. What is wrong with them is a ConformanceError that names a frozen axis where there is one. */
export function buildSubject(definition: ModelDefinition, golden: Golden): Subject {
  const where = `${definition.modelType}, ${golden.task}`;
  const axes = axesOf(definition, golden);
  const tensors = goldenTensors(golden);
  try {
    return { ...buildGraphs({ ...definition, mayHold: ANY_NAME }, golden, tensors), definition, where, axes };
  } catch (cause) {
    throw explained(cause as Error, where, axes);
  }
}

/** A build that fails on a size is one whose author wrote a number where an axis is free: the error says which. */
function explained(cause: Error, where: string, axes: readonly string[]): Error {
  const { problem = "" } = cause as Partial<GraphError>;
  const frozen = axes.filter((axis) => new RegExp(`\\b${axis}\\b`).test(problem));
  if (cause.name !== "GraphError" || frozen.length === 0) return cause;
  return new ConformanceError(`the free axis ${frozen.join(", ")} meets a number`, {
    where,
    found: cause.message,
    advice: "Take sizes from the tensors' types (x.type.shape), not from the config or from an example",
    cause,
  });
}

function axesOf(definition: ModelDefinition, { config, task }: Golden): readonly string[] {
  const onnxConfig = new definition.onnxConfig(definition.parseConfig(config), task);
  return [...new Set(Object.values(onnxConfig.onnxInputs).flatMap((axes) => Object.values(axes)))];
}

/** Names of the checkpoint's tensors that graphs depend on: a tensor may be asked for and then not used. */
export const usedParameters = ({ graphs }: Pick<Subject, "graphs">): ReadonlySet<string> =>
  new Set(
    Object.values(graphs).flatMap(({ outputs }) => {
      const nodes = topologicalOrder(Object.values(outputs));
      const tensors = [...nodes.flatMap(({ inputs }) => inputs), ...Object.values(outputs)];
      return tensors.flatMap((tensor) => (tensor?.source.kind === "parameter" ? [tensor.source.name] : []));
    }),
  );

export type Arrays = Readonly<Record<string, NDArray>>;

/** A definition whose parsed configs note which of their fields are read. */
export function noting(definition: ModelDefinition, read: Set<string>): ModelDefinition {
  const parseConfig = (json: Readonly<Record<string, unknown>>): PretrainedConfig =>
    new Proxy(definition.parseConfig(json), {
      get(config, field) {
        if (typeof field === "string") read.add(field);
        return Reflect.get(config, field);
      },
    });
  return { ...definition, parseConfig };
}
