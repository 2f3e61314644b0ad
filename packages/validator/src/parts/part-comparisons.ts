import type { OnnxConfig } from "@transonnx/core";
import type { NDArray, Tensor } from "@transonnx/graph";
import { type ValidateGenerationOptions, validateGeneration } from "../generation/validate-generation.ts";
import { type Branch, mergedBranches } from "../merged/merged-branches.ts";
import type { ValidationReport } from "../report.ts";
import { type ValidateModelOptions, validateModel } from "../validate-model.ts";

type Model = ValidateModelOptions["model"];

/** A file of an export with the graph that it was made from: an `ExportPart` of `@transonnx/exporter`. */
export interface WrittenPart {
  readonly name: string;
  /** Its path in the output. */
  readonly file: string;
  readonly graph: {
    readonly onnxConfig: OnnxConfig;
    readonly inputs: Readonly<Record<string, Tensor>>;
    readonly outputs: Readonly<Record<string, Tensor>>;
  };
}

/** The files of an export: a `StagedExport` of `@transonnx/exporter`, and where its files are. */
export interface PartsToCompare {
  readonly parts: readonly WrittenPart[];
  /** The file that holds two decoders, where there is one. */
  readonly merged?:
    | { readonly name: string; readonly file: string; readonly noPast: WrittenPart; readonly withPast: WrittenPart }
    | undefined;
  parameter(name: string): Promise<NDArray>;
  modelOf(file: string): Model;
}

/** What every comparison takes. */
export type ComparisonOptions = Pick<
  ValidateModelOptions,
  "runtime" | "atol" | "elementwise" | "shapes" | "onProgress" | "signal" | "locate"
>;

/** The comparison of a file, or of several that run one after the other, under a name. */
export interface PartComparison {
  readonly part: string;
  run(): Promise<ValidationReport>;
  /** The file, where it is one with one graph: arrays made elsewhere can be compared with it. */
  readonly model?: Model;
}

/**
 * How an export is compared with its checkpoint: every file with its graph, both branches of a merged decoder, and the steps of
 * generation where there is a past. Nothing runs before a comparison is asked to.
 */
export function partComparisons(given: PartsToCompare, options: ComparisonOptions = {}): readonly PartComparison[] {
  const { runtime, atol, elementwise, signal } = options;
  const validate = (graph: ValidateModelOptions) => validateModel({ ...options, ...graph });
  const whole = given.parts.map((part): PartComparison => {
    const model = given.modelOf(part.file);
    return { part: part.name, model, run: () => validate({ ...branchOf(part, given), model }) };
  });
  const generation = generationOf(given, { runtime, atol, elementwise, signal });
  return [...whole, ...mergedComparisons(given, validate), ...generation];
}

const branchOf = ({ graph }: WrittenPart, { parameter }: PartsToCompare): Branch => ({
  onnxConfig: graph.onnxConfig,
  inputs: graph.inputs,
  outputs: graph.outputs,
  parameter,
});

function mergedComparisons(
  given: PartsToCompare,
  validate: (options: ValidateModelOptions) => Promise<ValidationReport>,
): readonly PartComparison[] {
  const { merged } = given;
  if (!merged) return [];
  const model = given.modelOf(merged.file);
  const { noPast, withPast } = mergedBranches(branchOf(merged.noPast, given), branchOf(merged.withPast, given));
  return [
    { part: `${merged.name}, use_cache_branch false`, run: () => validate({ ...noPast, model }) },
    { part: `${merged.name}, use_cache_branch true`, run: () => validate({ ...withPast, model }) },
  ];
}

/** Generation with the files of an export that keep a past: those of its parts, and the merged one. */
function generationOf(given: PartsToCompare, common: Partial<ValidateGenerationOptions>): readonly PartComparison[] {
  const { parts, merged, modelOf } = given;
  const named = (name: string) => parts.find((part) => part.name === name);
  const file = (part: WrittenPart) => ({ ...branchOf(part, given), model: modelOf(part.file) });
  const [encoder, decoder] = [named("encoder_model"), named("decoder_model") ?? named("model")];
  const decoderWithPast = named("decoder_with_past_model") ?? decoder;
  const steps: PartComparison[] = [];
  const before = encoder && { encoder: file(encoder) };
  if (decoder && decoderWithPast && Object.keys(decoderWithPast.graph.inputs).some(isPast)) {
    const halves = { decoder: file(decoder), decoderWithPast: file(decoderWithPast) };
    const isOneFile = decoder === decoderWithPast;
    steps.push({
      part: "generation",
      run: () => validateGeneration({ ...common, ...before, ...(isOneFile ? { decoder: halves.decoder } : halves) }),
    });
  }
  if (merged) {
    const model = modelOf(merged.file);
    const branches = mergedBranches(branchOf(merged.noPast, given), branchOf(merged.withPast, given));
    const both = { decoder: { ...branches.noPast, model }, decoderWithPast: { ...branches.withPast, model } };
    steps.push({
      part: `generation, ${merged.name}`,
      run: () => validateGeneration({ ...common, ...before, ...both }),
    });
  }
  return steps;
}

const isPast = (name: string): boolean => name.startsWith("past_key_values.");
