import type { PreparedExport } from "../prepare/prepare-export.ts";

const TOKENIZER = "tokenizer.json";

/** A loader that makes tokens of text reads tokenizer.json, which old checkpoints do not have. */
export function tokenizerNote(loader: string, { parts }: PreparedExport, beside: readonly string[]): readonly string[] {
  const takesText = parts.some(({ graph }) => graph.inputs.input_ids);
  if (!takesText || beside.includes(TOKENIZER)) return [];
  return [`${loader} reads ${TOKENIZER}, which the checkpoint does not hold: transformers' save_pretrained writes it.`];
}
