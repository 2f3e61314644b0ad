import { HubError } from "../errors.ts";
import { quoted } from "../repo/quoted.ts";

export const DEFAULT_ENDPOINT = "https://huggingface.co";

/** A Hub's address without a slash at its end. Throws HubError where it is none. */
export function checkedEndpoint(endpoint: string = DEFAULT_ENDPOINT): string {
  const url = urlOf(endpoint);
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash)
    return endpoint.replace(/\/+$/, "");
  throw new HubError({
    kind: "network",
    file: "Hugging Face Hub",
    problem: "this is not the address of a Hub",
    expected: `an address such as ${DEFAULT_ENDPOINT}, without a name or password in it`,
    ...(url && (url.username || url.password) ? {} : { found: quoted(endpoint) }),
    advice: "Correct HF_ENDPOINT (in the API: endpoint), or leave it out.",
  });
}

/** A token that can stand in a header. Throws HubError, which does not show it. */
export function checkedToken(token: string | undefined): string | undefined {
  if (token === undefined || token === "" || /^[\x21-\x7e]+$/.test(token)) return token || undefined;
  throw new HubError({
    kind: "unauthorized",
    file: "Hugging Face Hub",
    problem: "the token holds spaces, or characters that no token holds",
    expected: "a token such as hf_ and letters",
    advice: "Copy it again from https://huggingface.co/settings/tokens.",
  });
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
