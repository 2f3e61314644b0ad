import type { DummyShapes } from "@transonnx/core";
import type { StagedExport } from "@transonnx/exporter";
import {
  assertValid,
  type Runtime,
  type ValidationReport,
  validateAgainstReference,
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

export interface PartsToValidate extends Pick<StagedExport, "parts" | "parameter"> {
  /** Where a part's file lies. */
  pathOf(file: string): string;
}

/** Compares every file of an export with its reference, and throws the gravest failure of the first that has one. */
export async function validateParts(
  { parts, parameter, pathOf }: PartsToValidate,
  { runtime, atol, shapes, reference, strict, onCase, signal }: PartsValidationOptions,
): Promise<readonly PartValidation[]> {
  const validations: PartValidation[] = [];
  for (const { name, file, graph } of parts) {
    const model = pathOf(file);
    const { onnxConfig, inputs, outputs } = graph;
    const report = await validateModel({
      ...{ onnxConfig, inputs, outputs, parameter, model, runtime, atol, shapes, elementwise: strict, signal },
      onProgress: (progress) => onCase?.(progress.case, progress.done, progress.of),
    });
    assertValid(report, { strict });
    const outside =
      reference && (await validateAgainstReference(reference, model, { runtime, atol, elementwise: strict }));
    if (outside) assertValid(outside);
    validations.push({ part: name, report, ...(outside ? { reference: outside } : {}) });
  }
  return validations;
}
