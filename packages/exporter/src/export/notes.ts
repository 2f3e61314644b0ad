import { graphPartsOf, type PreparedExport } from "../prepare/prepare-export.ts";
import { preprocessorNotes } from "../preprocessors/preprocessor-notes.ts";
import type { PartPlan } from "./plan-part.ts";
import { MAX_SIDE_FILE_BYTES, type SideFiles } from "./side-files.ts";

/** What a user may want to know of an export, in sentences. */
export function notesOn(prepared: PreparedExport, plans: readonly PartPlan[], { copied, left }: SideFiles): string[] {
  const { sentenceTransformer, checkpoint, layout } = prepared;
  const beside = copied.map(({ file }) => file);
  const graphs = graphPartsOf(prepared).map(({ graph }) => graph);
  const notes = [...(layout.notes?.(prepared, beside) ?? []), ...preprocessorNotes(prepared.preprocessors, graphs)];
  if (sentenceTransformer && sentenceTransformer.modules.length > 0)
    notes.push(
      `The checkpoint is a model of sentence-transformers: ${sentenceTransformer.modules.join(" and ")}, which it puts ` +
        "behind the transformer, is not part of the exported file, which gives one vector a token.",
    );
  const linked = new Set(plans.flatMap((plan) => [...plan.linked.keys()]));
  if (linked.size > 0)
    notes.push(
      `${[...linked].join(", ")} is the checkpoint's own file under a further name where the file system allows it: ` +
        "changing the one changes the other.",
    );
  for (const { part, weights, externalData, linked: files } of plans) {
    if (weights !== "link" || !externalData) continue;
    const why =
      checkpoint.format === "pytorch" ? "a PyTorch file cannot be linked" : "tensors that are cast cannot be linked";
    const what = files.size === 0 ? "All weights are" : "Some weights are";
    notes.push(`${what} in ${part.file}_data: ${why}.`);
  }
  for (const file of left) notes.push(`${file} is left out: it is larger than ${MAX_SIDE_FILE_BYTES} bytes.`);
  return notes;
}
