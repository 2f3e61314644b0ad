import type { StagedExport } from "@transonnx/exporter";
import { type ModelBytes, type ModelSource, partComparisons, type ValidationReport } from "@transonnx/validator";
import { showBytes } from "../page/sizes.ts";
import type { Progress, ValidationOutcome } from "./messages.ts";
import { onnxRuntime } from "./runtime.ts";
import { stagedFile } from "./staged-file.ts";
import { ValidationFailedError } from "./validation-failed.ts";
import { type PartResult, partResult } from "./validation-result.ts";

/**
 * The largest model that is compared. ONNX Runtime's WebAssembly build has 4 GiB: it holds a model as it comes, as it reads it
 * and as its kernels want it.
 */
export const MAX_COMPARED = 1_000_000_000;

interface ValidateOptions {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Compares what was written with what the checkpoint computes. What does not fit in memory is not compared, and said to be
 * so. Throws ValidationFailedError where a check fails.
 */
export async function validateStaged(
  staged: StagedExport,
  { onProgress, signal }: ValidateOptions,
): Promise<ValidationOutcome> {
  const models = await openModels(staged);
  const largest = Math.max(...[...models.values()].map(sizeOf));
  if (largest > MAX_COMPARED)
    return {
      status: "not run",
      reason: `the model has ${showBytes(largest)}, and ONNX Runtime in a browser takes up to ${showBytes(MAX_COMPARED)}`,
    };
  const results: PartResult[] = [];
  try {
    const runtime = await onnxRuntime();
    let part = "";
    const comparisons = partComparisons(
      { ...staged, modelOf: (file) => models.get(file)! },
      { runtime, signal, onProgress: (now) => onProgress({ phase: "validating", part, ...now }) },
    );
    for (const comparison of comparisons) {
      ({ part } = comparison);
      onProgress({ phase: "validating", part, case: "opening the file", done: 0, of: 1 });
      const report = await comparison.run();
      const full = outOfMemoryIn(report);
      if (full !== undefined) return tooLarge(full);
      results.push(partResult(part, report));
    }
  } catch (thrown) {
    if (!isOutOfMemory(String(thrown))) throw thrown;
    return tooLarge(String(thrown));
  }
  if (results.some(({ passed }) => !passed)) throw new ValidationFailedError(results);
  return { status: "passed", parts: results };
}

const tooLarge = (found: string): ValidationOutcome => ({
  status: "not run",
  reason: `the comparison did not fit in the browser's memory (${found})`,
});

/** How browsers and ONNX Runtime say that there is no more memory. */
const isOutOfMemory = (text: string): boolean =>
  /out of memory|bad_alloc|allocation failed|invalid array length|invalid typed array length|Cannot enlarge memory/i.test(
    text,
  );

function outOfMemoryIn({ checks }: ValidationReport): string | undefined {
  for (const check of checks)
    if (check.status === "failed" && isOutOfMemory(check.error.message)) return check.error.message;
  return undefined;
}

type InMemory = Extract<ModelSource, { bytes: ModelBytes }>;

/** Every ONNX file of the export with the files that hold its weights. */
async function openModels({ parts, merged, output }: StagedExport): Promise<ReadonlyMap<string, InMemory>> {
  const models = new Map<string, InMemory>();
  for (const { file } of merged ? [...parts, merged] : parts) {
    const weights = await stagedFile(output, `${file}_data`);
    const location = `${file.split("/").at(-1)}_data`;
    const bytes = await stagedFile(output, file);
    if (bytes) models.set(file, { bytes, ...(weights ? { externalData: { [location]: weights } } : {}) });
  }
  return models;
}

const bytesOf = (bytes: ModelBytes): number => ("size" in bytes ? bytes.size : bytes.length);

const sizeOf = ({ bytes, externalData = {} }: InMemory): number =>
  [bytes, ...Object.values(externalData)].reduce((sum, each) => sum + bytesOf(each), 0);
