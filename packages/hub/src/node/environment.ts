import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { HubError } from "../errors.ts";

/** Variables of the environment, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const TRUE = ["1", "on", "yes", "true"];
const isTrue = (value: string | undefined): boolean => TRUE.includes(value?.toLowerCase() ?? "");
const expanded = (file: string): string => (/^~(?=$|[/\\])/.test(file) ? homedir() + file.slice(1) : file);

function home({ HF_HOME, XDG_CACHE_HOME }: Environment): string {
  return expanded(HF_HOME || path.join(XDG_CACHE_HOME || path.join(homedir(), ".cache"), "huggingface"));
}

/**
 * Where huggingface_hub keeps what it fetched: the folder that is named, else HF_HUB_CACHE, else `hub` in HF_HOME, else in
 * `~/.cache/huggingface`.
 */
export function cacheFolder(environment: Environment = process.env, named?: string): string {
  const { HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE } = environment;
  return path.resolve(expanded(named || HF_HUB_CACHE || HUGGINGFACE_HUB_CACHE || path.join(home(environment), "hub")));
}

/** Whether nothing may be fetched: HF_HUB_OFFLINE, or TRANSFORMERS_OFFLINE. */
export const isOffline = ({ HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE }: Environment = process.env): boolean =>
  isTrue(HF_HUB_OFFLINE) || isTrue(TRANSFORMERS_OFFLINE);

/** The Hub's address: HF_ENDPOINT. */
export const endpointOf = ({ HF_ENDPOINT }: Environment = process.env): string | undefined => HF_ENDPOINT || undefined;

/** The token that the user logged in with: HF_TOKEN, else the file that `hf auth login` writes. Throws HubError. */
export async function tokenOf(environment: Environment = process.env): Promise<string | undefined> {
  const { HF_TOKEN, HUGGING_FACE_HUB_TOKEN, HF_TOKEN_PATH, HF_HUB_DISABLE_IMPLICIT_TOKEN } = environment;
  if (isTrue(HF_HUB_DISABLE_IMPLICIT_TOKEN)) return undefined;
  const given = (HF_TOKEN || HUGGING_FACE_HUB_TOKEN)?.trim();
  if (given) return given;
  const file = expanded(HF_TOKEN_PATH || path.join(home(environment), "token"));
  try {
    return (await readFile(file, "utf8")).trim() || undefined;
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new HubError({
      ...{ kind: "unauthorized", file, problem: "the file of the token cannot be read", found: code },
      advice: "Mend its permissions, or give the token as HF_TOKEN.",
    });
  }
}
