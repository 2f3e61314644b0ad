import { HubError } from "../errors.ts";

/** The Hub sends on once or twice. */
const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** An answer, and the address that it came from. */
export interface Followed {
  readonly response: Response;
  readonly url: string;
}

/** Follows redirects, with a token that is sent to one origin and nowhere else. */
export class Follower {
  readonly #fetch: typeof fetch;
  readonly #origin: string;
  readonly #token: string | undefined;
  /** A browser follows redirects itself, and drops the token where they leave the origin. */
  #redirect: "manual" | "follow" = "manual";

  constructor(own: typeof fetch, origin: string, token: string | undefined) {
    this.#fetch = own;
    this.#origin = origin;
    this.#token = token;
  }

  /** Throws HubError where redirects do not end, or are not safe. */
  async get(first: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Followed> {
    let url = first;
    let token = this.#token;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      // Once the origin was left, a way back is someone else's idea.
      if (new URL(url).origin !== this.#origin) token = undefined;
      const authorized = token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` };
      const response = await this.#request(url, { headers: authorized, signal });
      const location = REDIRECTS.includes(response.status) ? response.headers.get("location") : null;
      if (location === null) return { response, url: response.url || url };
      await response.body?.cancel();
      url = nextUrl(location, url);
    }
    throw new HubError({
      ...{ kind: "server", file: this.#origin, problem: "it sends from one address to the next without end" },
      ...{ expected: `at most ${MAX_REDIRECTS} redirects`, advice: "Try again later." },
    });
  }

  async #request(url: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetch(url, { ...init, redirect: this.#redirect });
    if (response.type !== "opaqueredirect") return response;
    this.#redirect = "follow";
    return this.#fetch(url, { ...init, redirect: "follow" });
  }
}

function nextUrl(location: string, from: string): string {
  const next = new URL(location, from);
  const safe = next.protocol === "https:" || next.protocol === new URL(from).protocol;
  if (safe && /^https?:$/.test(next.protocol)) return next.href;
  throw new HubError({
    ...{ kind: "server", file: new URL(from).origin, problem: "it sends to an address that is not safe" },
    ...{ expected: "https:", found: next.protocol, advice: "Check the address of the Hub (HF_ENDPOINT)." },
  });
}
