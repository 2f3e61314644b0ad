import type { PreparedExport } from "../prepare/prepare-export.ts";

/** What a loader reads to make inputs, by the inputs that it makes so. */
const READ: Readonly<Record<string, readonly string[]>> = {
  "tokenizer.json": ["input_ids"],
  "preprocessor_config.json": ["pixel_values", "input_values", "input_features"],
};

/** Notes on the files that a loader makes inputs of texts, pictures or sounds with: old and bare checkpoints do not have them. */
export function missingFiles(loader: string, { parts }: PreparedExport, beside: readonly string[]): readonly string[] {
  const isInput = (name: string) => parts.some(({ graph }) => graph.inputs[name]);
  const missing = Object.keys(READ).filter((file) => READ[file]!.some(isInput) && !beside.includes(file));
  return missing.map(
    (file) => `${loader} reads ${file}, which the checkpoint does not hold: transformers' save_pretrained writes it.`,
  );
}
