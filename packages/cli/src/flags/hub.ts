import type { Command } from "commander";
import type { HubOptions } from "../hub/hub-options.ts";

/** The flags of a checkpoint of the Hugging Face Hub. */
export interface HubFlags {
  readonly revision?: string;
  readonly subfolder?: string;
  readonly cacheDir?: string;
  readonly localFilesOnly?: boolean;
  readonly token?: string;
  readonly stream?: boolean;
}

/** Declares them. */
export const addHub = (command: Command): Command =>
  command
    .optionsGroup("The Hugging Face Hub:")
    .option("--revision <revision>", "a branch, a tag, or a commit; main by default")
    .option("--subfolder <folder>", "the folder of config.json in the checkpoint")
    .option("--cache-dir <folder>", "where downloads are kept; by default where huggingface_hub keeps them")
    .option("--local-files-only", "fetch nothing: the cache has to hold all of it")
    .option("--token <token>", "for private and gated models; better as HF_TOKEN, which other users do not see")
    .option("--stream", "download no weights: read them by ranges while they are written");

/** What they ask for. */
export const hubOptions = ({ revision, subfolder, cacheDir, localFilesOnly, token, stream }: HubFlags): HubOptions => ({
  ...{ revision, subfolder, cacheDir, localFilesOnly, token, stream },
});
