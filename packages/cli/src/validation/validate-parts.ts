import type { DummyShapes } from "@transonnx/core";
import type { StagedExport } from "@transonnx/exporter";
import {
  assertValid,
  partComparisons,
  type Runtime,
  type ValidationReport,
  validateAgainstReference,
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

/**
 * Compares every file of an export with its reference, both branches of a merged decoder, and the steps of generation where
 * there is a past; throws the gravest failure of the first that has one.
 */
export async function validateParts(
  { pathOf, ...given }: PartsToValidate,
  { runtime, atol, reference, strict, shapes, onCase, signal }: PartsValidationOptions,
): Promise<readonly PartValidation[]> {
  const validations: PartValidation[] = [];
  const comparisons = partComparisons(
    { ...given, modelOf: pathOf },
    {
      ...{ runtime, atol, elementwise: strict, shapes, signal },
      onProgress: (now) => onCase?.(now.case, now.done, now.of),
    },
  );
  for (const { part, run, model } of comparisons) {
    const report = await run();
    assertValid(report, { strict });
    const outside =
      reference && model && (await validateAgainstReference(reference, model, { runtime, atol, elementwise: strict }));
    if (outside) assertValid(outside);
    validations.push({ part, report, ...(outside ? { reference: outside } : {}) });
  }
  return validations;
}
