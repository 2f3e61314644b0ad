import type { CheckpointFiles } from "../worker/messages.ts";
import { NoCheckpointError } from "./choice-errors.ts";
import type { ChosenFile } from "./chosen-file.ts";

const CONFIG = "config.json";
/** Names in a message. */
const LONGEST_LIST = 6;

/**
 * The folder of a checkpoint among the files that were chosen: the one on top that has a config.json, or the only one below
 * that does, as in the snapshots of a Hugging Face cache. Throws NoCheckpointError.
 */
export function checkpointOf(chosen: readonly ChosenFile[]): CheckpointFiles {
  if (chosen.length === 0) throw new NoCheckpointError("There are no files in it. Choose the folder of a checkpoint.");
  const folders = new Map<string, ChosenFile[]>();
  for (const each of chosen) {
    const folder = each.path.split("/").slice(0, -1).join("/");
    folders.set(folder, [...(folders.get(folder) ?? []), each]);
  }
  const depthOf = (folder: string) => (folder === "" ? 0 : folder.split("/").length);
  const candidates = [...folders].filter(([, files]) => files.some(({ file }) => file.name === CONFIG));
  const least = Math.min(...candidates.map(([folder]) => depthOf(folder)));
  const nearest = candidates.filter(([folder]) => depthOf(folder) === least);
  const [only] = nearest;
  if (!only) throw new NoCheckpointError(withoutConfig(chosen));
  if (nearest.length > 1)
    throw new NoCheckpointError(
      `There are several: ${listed(nearest.map(([folder]) => folder))}. Choose the folder of one of them.`,
    );
  const [folder, files] = only;
  return { kind: "files", name: folder.split("/").at(-1) || "the chosen files", files: files.map(({ file }) => file) };
}

const withoutConfig = (chosen: readonly ChosenFile[]): string =>
  `There is no config.json among the files: ${listed(chosen.map(({ path }) => path))}. Choose the folder that holds config.json and the weights (model.safetensors or pytorch_model.bin); of single files, choose all that are in it.`;

const listed = (names: readonly string[]): string =>
  names.slice(0, LONGEST_LIST).join(", ") +
  (names.length > LONGEST_LIST ? ` and ${names.length - LONGEST_LIST} more` : "");
