import type { NDArray } from "@transonnx/graph";
import { NumberOfInputsMatchError } from "../errors/validation-errors.ts";
import { computeEffectiveAxisDimension, DEFAULT_FIXED_BATCH } from "../onnx-config/constants.ts";
import type { Task } from "../tasks/task.ts";
import { arrayFromEncoding } from "./array-from-encoding.ts";
import { type FloatDType, type IntDType, onnxDType } from "./dtypes.ts";
import { dummyAudio, dummyImages } from "./image-and-audio.ts";
import { type Encoding, encode, preprocessorKind } from "./preprocessor.ts";
import type { ResolvedPreprocessorOptions } from "./preprocessor-options.ts";
import { encodeTexts } from "./text-encoding.ts";

export interface PreprocessedInputs {
  readonly task: Task;
  /** The model's inputs, in their order. What the preprocessor returns beyond them is left out. */
  readonly inputNames: readonly string[];
  readonly intDtype: IntDType;
  readonly floatDtype: FloatDType;
}

/** The model's inputs as a preprocessor makes them. Throws NumberOfInputsMatchError where it does not make all. */
export async function inputsFromPreprocessor(
  { task, inputNames, intDtype, floatDtype }: PreprocessedInputs,
  options: ResolvedPreprocessorOptions,
): Promise<Record<string, NDArray>> {
  const { encoding, sizes } = await encodeDummies(task, inputNames, options);
  const found = Object.keys(encoding);
  if (!inputNames.every((name) => found.includes(name)))
    throw new NumberOfInputsMatchError({
      where: "generateDummyInputs",
      expected: inputNames,
      found,
      advice: "Use the preprocessor of this model, or leave it out to make inputs from shapes alone",
    });
  const arrays = inputNames.map((name) => {
    const array = arrayFromEncoding(name, encoding[name]!, onnxDType(intDtype), onnxDType(floatDtype));
    return [name, { ...array, shape: [...sizes, ...array.shape.slice(1)] }];
  });
  return Object.fromEntries(arrays);
}

async function encodeDummies(
  task: Task,
  inputNames: readonly string[],
  options: ResolvedPreprocessorOptions,
): Promise<{ encoding: Encoding; sizes: readonly number[] }> {
  const { preprocessor, create_image: createImage } = options;
  const kind = preprocessorKind(preprocessor);
  if (kind === "text") return encodeTexts(task, inputNames, options);
  const batch = computeEffectiveAxisDimension(options.batch_size, DEFAULT_FIXED_BATCH);
  const dummies = kind === "image" ? dummyImages(batch, options).map(createImage) : dummyAudio(batch, options);
  return { encoding: await encode(preprocessor, dummies), sizes: [batch] };
}
