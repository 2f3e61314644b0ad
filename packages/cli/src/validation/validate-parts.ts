import type { DummyShapes } from "@transonnx/core";
import type { ExportPart, StagedExport } from "@transonnx/exporter";
import {
  assertValid,
  type Branch,
  mergedBranches,
  type Runtime,
  type ValidationReport,
  validateAgainstReference,
  validateGeneration,
  validateModel,
} from "@transonnx/validator";
import type { ReferenceArrays } from "./reference-file.ts";

export interface PartsValidationOptions {
  readonly runtime: Runtime;
  readonly atol?: number;
  /** Sizes of the first case. */
  readonly shapes?: Partial<DummyShapes>;
  readonly reference?: ReferenceArrays;
  /** Whether a check that did not run is an error, and values are compared one by one as optimum does. */
  readonly strict?: boolean;
  readonly onCase?: (name: string, index: number, count: number) => void;
  readonly signal?: AbortSignal;
}

/** What the comparison of one file of an export found. */
export interface PartValidation {
  readonly part: string;
  /** Against the graph before lowering, evaluated on the checkpoint's bytes. */
  readonly report: ValidationReport;
  /** Against arrays made elsewhere. */
  readonly reference?: ValidationReport;
}

export interface PartsToValidate extends Pick<StagedExport, "parts" | "merged" | "parameter"> {
  /** Where a part's file lies. */
  pathOf(file: string): string;
}

/** A report of a file, or of several that run one after the other, under a name. */
interface Comparison {
  readonly part: string;
  run(): Promise<ValidationReport>;
  /** The file, where arrays made elsewhere can be compared with it. */
  readonly model?: string;
}

/**
 * Compares every file of an export with its reference, both branches of a merged decoder, and the steps of generation where
 * there is a past; throws the gravest failure of the first that has one.
 */
export async function validateParts(
  given: PartsToValidate,
  options: PartsValidationOptions,
): Promise<readonly PartValidation[]> {
  const { runtime, atol, reference, strict } = options;
  const validations: PartValidation[] = [];
  for (const { part, run, model } of comparisonsOf(given, options)) {
    const report = await run();
    assertValid(report, { strict });
    const outside =
      reference && model && (await validateAgainstReference(reference, model, { runtime, atol, elementwise: strict }));
    if (outside) assertValid(outside);
    validations.push({ part, report, ...(outside ? { reference: outside } : {}) });
  }
  return validations;
}

function comparisonsOf(given: PartsToValidate, options: PartsValidationOptions): readonly Comparison[] {
  const { runtime, atol, shapes, strict, onCase, signal } = options;
  const common = { runtime, atol, elementwise: strict, signal };
  const validate = (graph: Parameters<typeof validateModel>[0]) =>
    validateModel({ ...graph, ...common, shapes, onProgress: (now) => onCase?.(now.case, now.done, now.of) });
  const whole = given.parts.map((part): Comparison => {
    const model = given.pathOf(part.file);
    return { part: part.name, model, run: () => validate({ ...branchOf(part, given), model }) };
  });
  return [...whole, ...mergedComparisons(given, validate), ...generationOf(given, common)];
}

const branchOf = ({ graph }: ExportPart, { parameter }: PartsToValidate): Branch => ({
  onnxConfig: graph.onnxConfig,
  inputs: graph.inputs,
  outputs: graph.outputs,
  parameter,
});

function mergedComparisons(
  given: PartsToValidate,
  validate: (options: Parameters<typeof validateModel>[0]) => Promise<ValidationReport>,
): readonly Comparison[] {
  const { merged } = given;
  if (!merged) return [];
  const model = given.pathOf(merged.file);
  const { noPast, withPast } = mergedBranches(branchOf(merged.noPast, given), branchOf(merged.withPast, given));
  return [
    { part: `${merged.name}, use_cache_branch false`, run: () => validate({ ...noPast, model }) },
    { part: `${merged.name}, use_cache_branch true`, run: () => validate({ ...withPast, model }) },
  ];
}

/** Generation with the files of an export that keep a past: those of its parts, and the merged one. */
function generationOf(
  given: PartsToValidate,
  common: Partial<Parameters<typeof validateGeneration>[0]>,
): readonly Comparison[] {
  const { parts, merged, pathOf } = given;
  const named = (name: string) => parts.find((part) => part.name === name);
  const file = (part: ExportPart) => ({ ...branchOf(part, given), model: pathOf(part.file) });
  const [encoder, decoder] = [named("encoder_model"), named("decoder_model") ?? named("model")];
  const decoderWithPast = named("decoder_with_past_model") ?? decoder;
  const steps: Comparison[] = [];
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
    const model = pathOf(merged.file);
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
