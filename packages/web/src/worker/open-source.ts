import { blobFolder, type Folder } from "@transonnx/checkpoint";
import type { CheckpointSource } from "./messages.ts";

/** The folder that was opened last from the Hub: a plan and an export are of the same commit. */
let last: { readonly key: string; readonly folder: Folder } | undefined;

/** Opens a checkpoint: files of the disk, or a model of the Hub, which is read by ranges and stored nowhere. Throws HubError. */
export async function openSource(source: CheckpointSource): Promise<Folder> {
  if (source.kind === "files") return blobFolder(source.files, source.name);
  const key = JSON.stringify(source);
  if (last?.key === key) return last.folder;
  const { openHub } = await import("./open-hub.ts");
  const folder = await openHub(source);
  last = { key, folder };
  return folder;
}
