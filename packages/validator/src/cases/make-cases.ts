import { createRandomSource, type DummyInputOptions, type OnnxConfig, type PreprocessorLike } from "@transonnx/core";
import type { NDArray } from "@transonnx/graph";
import { isPaddingMask, paddedIds, paddedMask } from "./padding.ts";
import { type CasePlan, shapeMatrix } from "./shape-matrix.ts";

/** Inputs that both sides are run on. */
export interface ValidationCase {
  /** `batch_size 2, sequence_length 8, right padding`. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, NDArray>>;
}

export interface CaseOptions {
  /** Decides all values. */
  readonly seed: number;
  /** Sizes of the first case, under the keywords of generateDummyInputs. */
  readonly shapes?: DummyInputOptions | undefined;
  /** A further case: what this preprocessor makes, one larger than its defaults, as transformers.onnx validates. */
  readonly preprocessor?: PreprocessorLike | undefined;
}

/** The cases of a configuration, each other values. Plans that come out equal make one case. */
export async function makeCases(onnxConfig: OnnxConfig, options: CaseOptions): Promise<readonly ValidationCase[]> {
  const { seed, shapes, preprocessor } = options;
  const names = Object.keys(onnxConfig.inputs);
  const hasMask = names.some(isPaddingMask);
  const cases = new Map<string, ValidationCase>();
  shapeMatrix(onnxConfig, shapes).forEach((plan, i) => {
    const name = caseName(plan, hasMask);
    if (!cases.has(name)) cases.set(name, { name, inputs: inputsOf(onnxConfig, plan, { ...shapes, seed: seed + i }) });
  });
  if (preprocessor) cases.set("preprocessor", await preprocessorCase(onnxConfig, preprocessor));
  return [...cases.values()];
}

function caseName({ sizes, padding }: CasePlan, hasMask: boolean): string {
  const parts = Object.entries(sizes).map(([name, size]) => `${name} ${size}`);
  if (hasMask) parts.push(padding === "none" ? "no padding" : `${padding} padding`);
  return parts.join(", ") || "static shapes";
}

function inputsOf(onnxConfig: OnnxConfig, { sizes, padding }: CasePlan, options: DummyInputOptions & { seed: number }) {
  const { batchSize: _b, sequenceLength: _s, numChoices: _n, ...rest } = options;
  const inputs: Record<string, NDArray> = { ...onnxConfig.generateDummyInputs({ ...rest, ...sizes }) };
  const random = createRandomSource(options.seed);
  for (const name of Object.keys(inputs).filter(isPaddingMask)) {
    const mask = paddedMask(inputs[name]!, padding, random);
    inputs[name] = mask;
    const idsName = name.replace(/attention_mask$/, "input_ids");
    const ids = inputs[idsName];
    const padToken = onnxConfig.config.pad_token_id;
    if (ids && typeof padToken === "number" && padToken >= 0 && `${ids.shape}` === `${mask.shape}`)
      inputs[idsName] = paddedIds(ids, mask, padToken);
  }
  return onnxConfig.onnxDummyInputs(inputs);
}

async function preprocessorCase(onnxConfig: OnnxConfig, preprocessor: PreprocessorLike): Promise<ValidationCase> {
  const inputs = await onnxConfig.generateDummyInputs({
    preprocessor,
    batch_size: onnxConfig.defaultBatchSize + 1,
    seq_length: onnxConfig.defaultSequenceLength + 1,
  });
  return { name: "preprocessor", inputs: onnxConfig.onnxDummyInputs(inputs) };
}
