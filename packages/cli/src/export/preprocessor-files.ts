import { type Folder, MissingFileError } from "@transonnx/checkpoint";

const tokenizer = /^(tokenizer\.json|tokenizer_config\.json|vocab\.(txt|json)|[\w-][\w.-]*\.model)$/;
const image = /^(preprocessor|image_processor)_config\.json$/;

/** transformers.onnx's kinds of preprocessors, by the files that hold them. */
const files = {
  auto: undefined,
  tokenizer: { pattern: tokenizer, example: "tokenizer.json" },
  feature_extractor: { pattern: /^preprocessor_config\.json$/, example: "preprocessor_config.json" },
  image_processor: { pattern: image, example: "preprocessor_config.json" },
  processor: { pattern: /^(pre)?processor_config\.json$/, example: "processor_config.json" },
} as const;

/** A kind of preprocessor that an export may insist on, by optimum's name: `tokenizer`, `processor` … */
export type PreprocessorKind = keyof typeof files;
export const preprocessorKinds = Object.keys(files) as readonly PreprocessorKind[];

/**
 * Whatever preprocessor a checkpoint holds is copied beside the model. This makes sure that the one that is asked for is
 * among it. Throws MissingFileError.
 */
export async function requirePreprocessor(folder: Folder, kind: PreprocessorKind = "auto"): Promise<void> {
  const wanted = files[kind];
  if (wanted === undefined) return;
  const there = await folder.list();
  if (there.some((file) => wanted.pattern.test(file))) return;
  throw new MissingFileError({
    file: wanted.example,
    problem: `${folder.name} holds no ${kind}`,
    expected: wanted.example,
    found: there.slice(0, 8).join(", ") || "no file",
    advice: "Copy the file into the checkpoint's folder, or leave --preprocessor out.",
  });
}
