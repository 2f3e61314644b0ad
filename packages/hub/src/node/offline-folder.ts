import { detectWeights, type Folder, readJson } from "@transonnx/checkpoint";
import { nodeFolder } from "@transonnx/checkpoint/node";
import { HubError } from "../errors.ts";
import type { HubFolder } from "../hub-folder.ts";
import type { Repository } from "../repo/repository.ts";
import type { RepositoryCache } from "./repository-cache.ts";

/** Some hundred bytes a tensor, as in @transonnx/checkpoint. */
const MAX_INDEX_BYTES = 64 * 1024 * 1024;

/** A checkpoint as far as it is in the cache. Nothing is fetched. Throws HubError, which says what is missing. */
export async function offlineFolder(
  { repo, revision, subfolder }: Repository,
  cache: RepositoryCache,
): Promise<HubFolder> {
  const lacks = (what: string) =>
    new HubError({
      kind: "offline",
      file: subfolder === "" ? repo : `${repo}/${subfolder}`,
      problem: `nothing may be fetched, and the cache lacks ${what}`,
      expected: `it in ${cache.path}`,
      advice: "Fetch it once without --local-files-only and HF_HUB_OFFLINE (in the API: localFilesOnly).",
    });
  const commit = await cache.commitOf(revision);
  if (commit === undefined) throw lacks(`its revision ${revision}`);
  const folder = nodeFolder(cache.snapshot(commit, subfolder));
  const there = await folder.list().catch(() => undefined);
  if (there === undefined) throw lacks(`its commit ${commit}`);
  const missing = await missingFrom(folder, there);
  if (missing.length > 0) throw lacks(missing.slice(0, 8).join(", ") + (missing.length > 8 ? ", …" : ""));
  return { ...folder, repo, commit, name: repo };
}

async function missingFrom(folder: Folder, there: readonly string[]): Promise<readonly string[]> {
  // What a model of sentence-transformers lacks at its root, the export says better.
  if (!there.includes("config.json")) return there.includes("modules.json") ? [] : ["config.json"];
  const weights = (await detectWeights(folder)).find(({ readable }) => readable);
  if (!weights) return ["its weights"];
  if (!weights.sharded) return [];
  const { weight_map: shards } = await readJson(folder, weights.file, { maxBytes: MAX_INDEX_BYTES });
  return [...new Set(Object.values(shards ?? {}).map(String))].filter((shard) => !there.includes(shard)).sort();
}
