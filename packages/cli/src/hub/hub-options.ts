import { OptionError } from "@transonnx/core";

/** Where a checkpoint of the Hugging Face Hub comes from, under huggingface_hub's names in camelCase. */
export interface HubOptions {
  /** A branch, a tag, or a commit. Default "main". */
  readonly revision?: string;
  /** The folder of config.json in the checkpoint. */
  readonly subfolder?: string;
  /** Default: that of huggingface_hub (HF_HUB_CACHE, HF_HOME). */
  readonly cacheDir?: string;
  /** Whether nothing is fetched, and the cache has to hold all of it. Default: as HF_HUB_OFFLINE says. */
  readonly localFilesOnly?: boolean;
  /** Default: HF_TOKEN, else what `hf auth login` stored. */
  readonly token?: string | null;
  /** Whether weights that the cache lacks are read by ranges while they are written, and stored nowhere. Default false. */
  readonly stream?: boolean;
  /** The Hub's address. Default: HF_ENDPOINT, else https://huggingface.co. */
  readonly endpoint?: string;
  /** Bytes of a file that are downloaded, and of how many. */
  readonly onDownload?: (file: string, done: number, total: number) => void;
}

/** The names of these options. */
export const hubOptionNames: Readonly<Record<keyof HubOptions, true>> = {
  revision: true,
  subfolder: true,
  cacheDir: true,
  localFilesOnly: true,
  token: true,
  stream: true,
  endpoint: true,
  onDownload: true,
};

/** The options of the Hub among others. */
export function hubOptionsOf(options: HubOptions): HubOptions {
  const { revision, subfolder, cacheDir, localFilesOnly, token, stream, endpoint, onDownload } = options;
  return { revision, subfolder, cacheDir, localFilesOnly, token, stream, endpoint, onDownload };
}

/** Throws OptionError where two options contradict each other. */
export function checkHubOptions(
  where: string,
  { stream, localFilesOnly, weights }: Pick<HubOptions, "stream" | "localFilesOnly"> & { readonly weights?: string },
): void {
  if (!stream) return;
  if (localFilesOnly)
    throw new OptionError({
      ...{ where, option: "stream", value: true, expected: "nothing beside localFilesOnly (--local-files-only)" },
      advice: "Leave one of them out: the one fetches, the other does not",
    });
  if (weights === "link")
    throw new OptionError({
      ...{ where, option: "weights", value: weights, expected: '"embed" or "external" beside stream (--stream)' },
      advice: "Leave --stream out: what is linked has to be stored",
    });
}
