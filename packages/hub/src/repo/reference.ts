import { isRepositoryName } from "./names.ts";

/** A model of the Hub, as people name it. */
export interface HubReference {
  /** `owner/name`, or `name` alone. */
  readonly repo: string;
  /** Where the address names one. */
  readonly revision?: string;
}

/** What is no owner of models. */
const OTHERS = ["datasets", "spaces", "buckets", "kernels", "api"];
const HOSTS = ["huggingface.co", "www.huggingface.co", "hf.co"];

/**
 * The model that a text names: `owner/name`, `name`, or the address of its page, `https://huggingface.co/owner/name`, also without
 * `https://`, with `hf.co`, and with `/tree/REVISION`. Undefined where it names none. `endpoint` is another Hub whose addresses are
 * understood.
 */
export function parseHubReference(text: string, endpoint?: string): HubReference | undefined {
  const path = pagePath(text, endpoint);
  if (path === undefined) return isRepositoryName(text) ? { repo: text } : undefined;
  const parts = path.split("/").filter((part) => part !== "");
  const tree = parts.indexOf("tree");
  const repo = parts.slice(0, tree < 0 ? undefined : tree).join("/");
  if (!isRepositoryName(repo) || OTHERS.includes(parts[0]!)) return undefined;
  if (tree < 0) return { repo };
  const revision = decoded(parts[tree + 1]);
  return parts.length === tree + 2 && revision !== undefined ? { repo, revision } : undefined;
}

/** The path of an address of the Hub; undefined for other texts. */
function pagePath(text: string, endpoint: string | undefined): string | undefined {
  const bare = HOSTS.some((host) => text.startsWith(`${host}/`));
  if (!bare && !/^https?:\/\//.test(text)) return undefined;
  const url = urlOf(bare ? `https://${text}` : text);
  if (!url) return undefined;
  const base = endpoint === undefined ? undefined : urlOf(endpoint);
  if (base && url.host === base.host && url.pathname.startsWith(base.pathname))
    return url.pathname.slice(base.pathname.length);
  return HOSTS.includes(url.host) ? url.pathname : undefined;
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
