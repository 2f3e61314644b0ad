import type { ModelDefinition, TensorIndex } from "@transonnx/core";
import {
  buildModelGraphs,
  type ModelGraph,
  type ModelSpecOptions,
  partConfigs,
  toModelSpec,
} from "@transonnx/exporter";
import { evaluate, type NDArray } from "@transonnx/graph";
import { encodeModel, type ModelSpec } from "@transonnx/onnx";
import { runOnnx } from "../onnxruntime/run-onnx.ts";
import { goldenDifference } from "./compare.ts";
import type { Golden } from "./golden.ts";
import { goldenArray, goldenTensors } from "./golden-arrays.ts";

type Arrays = Readonly<Record<string, NDArray>>;

/** The graphs that a model's code makes of a golden's config and a checkpoint's tensors, by the name of their part. */
export function goldenGraphs(
  definition: ModelDefinition,
  { config: json, task, variant }: Pick<Golden, "config" | "task"> & Partial<Pick<Golden, "variant">>,
  tensors: TensorIndex,
): Readonly<Record<string, ModelGraph>> {
  const config = definition.parseConfig(json);
  const { variants } = definition.onnxConfig;
  // A golden's variant is one of the configuration's class, or says what is particular about its config.
  const isOfClass = variant !== undefined && Object.hasOwn(variants, variant);
  const onnxConfig = new definition.onnxConfig(config, task, isOfClass ? { variant } : {});
  const taskDefinition = definition.tasks[onnxConfig.task];
  if (!taskDefinition) throw new Error(`${definition.modelType} does not have the task ${task}`);
  const parts = partConfigs(taskDefinition, onnxConfig);
  const graphs = buildModelGraphs({ definition, config, onnxConfigs: parts.map((part) => part.onnxConfig), tensors });
  return Object.fromEntries(parts.map(({ name }, i) => [name, graphs[i]!]));
}

/** The graph of a golden that has one. */
export function goldenGraph(...given: Parameters<typeof goldenGraphs>): ModelGraph {
  const [graph, ...others] = Object.values(goldenGraphs(...given));
  if (!graph || others.length > 0) throw new Error("the golden has several parts: use goldenGraphs");
  return graph;
}

/** A golden whose graphs are built. */
export interface BuiltGraphs {
  readonly golden: Golden;
  readonly tensors: ReadonlyMap<string, NDArray>;
  /** By the name of their part. */
  readonly graphs: Readonly<Record<string, ModelGraph>>;
}

/** Builds a golden's graphs; `tensors` may be its checkpoint in another form. */
export const buildGraphs = (
  definition: ModelDefinition,
  golden: Golden,
  tensors: ReadonlyMap<string, NDArray> = goldenTensors(golden),
): BuiltGraphs => ({ golden, tensors, graphs: goldenGraphs(definition, golden, tensors) });

/** How a golden's graphs are written. */
export type GoldenTarget = Pick<ModelSpecOptions, "opset" | "target">;

/** A golden's graphs as ONNX models with their weights in them. */
export function modelsOf({ graphs, tensors }: BuiltGraphs, target: GoldenTarget): Readonly<Record<string, ModelSpec>> {
  const weights = (name: string) => bytesOf(tensors.get(name)!);
  return Object.fromEntries(
    Object.entries(graphs).map(([name, graph]) => [name, toModelSpec(graph, { ...target, weights })]),
  );
}

/** The models of a golden. */
export const goldenModels = (
  definition: ModelDefinition,
  golden: Golden,
  target: GoldenTarget,
): Readonly<Record<string, ModelSpec>> => modelsOf(buildGraphs(definition, golden), target);

/** The model of a golden that has one. */
export function goldenModel(definition: ModelDefinition, golden: Golden, opset: number): ModelSpec {
  const [model, ...others] = Object.values(goldenModels(definition, golden, { opset }));
  if (!model || others.length > 0) throw new Error("the golden has several parts: use goldenModels");
  return model;
}

/** How far the reference evaluation of a golden's graphs is from PyTorch: the worst of all cases. */
export async function evaluateGraphs({ golden, tensors, graphs }: BuiltGraphs): Promise<number> {
  let worst = 0;
  for (const [name, { outputs }] of Object.entries(graphs)) {
    const names = Object.keys(outputs);
    const difference = await worstOf(casesOf(golden, name), async (inputs) => {
      const arrays = await evaluate(Object.values(outputs), { inputs, parameter: (key) => tensors.get(key)! });
      return Object.fromEntries(arrays.map((array, i) => [names[i], array]));
    });
    worst = Math.max(worst, difference);
  }
  return worst;
}

/** The same for a definition. What is wrong with its graphs is thrown at once. */
export const evaluateGolden = (...given: Parameters<typeof buildGraphs>): Promise<number> =>
  evaluateGraphs(buildGraphs(...given));

/** How far ONNX Runtime on a golden's models is from PyTorch: the worst of all cases. */
export async function runModels(golden: Golden, models: Readonly<Record<string, ModelSpec>>): Promise<number> {
  let worst = 0;
  for (const [name, model] of Object.entries(models))
    worst = Math.max(worst, await runOnnx(await encodeModel(model), (run) => worstOf(casesOf(golden, name), run)));
  return worst;
}

/** The same for a definition and an opset, or a target. */
export const runGolden = (
  definition: ModelDefinition,
  golden: Golden,
  target: number | GoldenTarget,
): Promise<number> =>
  runModels(golden, goldenModels(definition, golden, typeof target === "number" ? { opset: target } : target));

/** The cases of one part, by the name of its file. */
function casesOf({ cases }: Golden, part: string): Pick<Golden, "cases"> {
  const own = cases.filter(({ file }) => file === `${part}.onnx`);
  if (own.length === 0) throw new Error(`the golden has no case of ${part}`);
  return { cases: own };
}

/** The largest difference from the outputs of a golden over all its cases. */
export async function worstOf(
  { cases }: Pick<Golden, "cases">,
  run: (inputs: Arrays) => Promise<Arrays>,
): Promise<number> {
  let worst = 0;
  for (const { inputs, outputs, dontCare } of cases) {
    const found = await run(Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, goldenArray(x)])));
    for (const [name, expected] of Object.entries(outputs)) {
      if (!found[name]) throw new Error(`there is no output "${name}", only ${Object.keys(found).join(", ")}`);
      worst = Math.max(worst, goldenDifference(name, goldenArray(expected), found[name], dontCare));
    }
  }
  return worst;
}

/** Goldens store their numbers in the dtype that graphs compute in. */
function bytesOf({ data }: NDArray): Uint8Array {
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}
