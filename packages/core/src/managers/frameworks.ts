import { MissingWeightsError } from "../errors/checkpoint-errors.ts";
import { OptionError } from "../errors/option-error.ts";

/** Kinds of weights, the one to prefer first. Upstream, "pt" stands for the first two. */
export const FRAMEWORKS = ["safetensors", "pt", "tf", "flax"] as const;
/** A framework of FRAMEWORKS, by optimum's name. */
export type Framework = (typeof FRAMEWORKS)[number];

/** The files of a folder, by paths relative to it; `name` says in messages which folder it is. */
export type FolderListing = readonly string[] | { readonly name?: string; readonly files: readonly string[] };

interface WeightFiles {
  readonly matches: RegExp;
  readonly example: string;
}

/** Names under which transformers saves weights, in one file or in shards. */
const weightFiles: Readonly<Record<Framework, WeightFiles>> = {
  safetensors: { matches: /^model[^/]*\.safetensors$/, example: "model.safetensors" },
  pt: { matches: /^pytorch_model[^/]*\.bin$/, example: "pytorch_model.bin" },
  tf: { matches: /^tf_model[^/]*\.h5$/, example: "tf_model.h5" },
  flax: { matches: /^flax_model[^/]*\.msgpack$/, example: "flax_model.msgpack" },
};

export const filesOf = (listing: FolderListing): readonly string[] => ("files" in listing ? listing.files : listing);

const nameOf = (listing: FolderListing): string => ("files" in listing ? (listing.name ?? "folder") : "folder");

/** The kinds of weights that a folder holds, the one to prefer first. */
export const frameworksIn = (listing: FolderListing): readonly Framework[] =>
  FRAMEWORKS.filter((framework) => filesOf(listing).some((file) => weightFiles[framework].matches.test(file)));

/**
 * Which weights of a checkpoint to read: those that the user names, else what is there, safetensors first. "pt" means
 * PyTorch's weights: `pytorch_model*.bin`, or safetensors where there is no such file. Throws MissingWeightsError.
 */
export function determineFramework(model: FolderListing, framework?: string): Framework {
  const there = frameworksIn(model);
  const found = { where: nameOf(model), files: filesOf(model) };
  if (framework === undefined) {
    const first = there[0];
    if (first) return first;
    throw new MissingWeightsError({ ...found, expected: FRAMEWORKS.map((f) => weightFiles[f].example).join(", ") });
  }
  const wanted = FRAMEWORKS.find((known) => known === framework);
  if (!wanted)
    throw new OptionError({ where: "determineFramework", option: "framework", value: framework, allowed: FRAMEWORKS });
  if (there.includes(wanted)) return wanted;
  if (wanted === "pt" && there.includes("safetensors")) return "safetensors";
  throw new MissingWeightsError({ ...found, framework, expected: weightFiles[wanted].example });
}
