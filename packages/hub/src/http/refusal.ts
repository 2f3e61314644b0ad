import { HubError, type HubErrorKind } from "../errors.ts";
import { quoted } from "../repo/quoted.ts";

/** What a request is about. */
export interface Subject {
  readonly repo: string;
  readonly revision: string;
  /** Its path in the repository; undefined where the repository is asked about. */
  readonly file?: string | undefined;
  /** Whether a token was sent. */
  readonly token: boolean;
}

export const subjectName = ({ repo, file }: Pick<Subject, "repo" | "file">): string =>
  file === undefined ? repo : `${repo}/${file}`;

const HOW_TO_TOKEN =
  "Make a token at https://huggingface.co/settings/tokens and give it as HF_TOKEN (in the API: token)";

interface Words {
  readonly problem: string;
  readonly expected?: string;
  readonly advice: string;
}

const words: Readonly<Partial<Record<HubErrorKind, (subject: Subject) => Words>>> = {
  "repository-not-found": ({ token }) => ({
    problem: token
      ? "the Hub has no such model, or the token may not read it"
      : "the Hub has no such model, or it is private",
    advice: `Check the name.${token ? " Check that the token may read it." : ` For a private model: ${lower(HOW_TO_TOKEN)}.`}`,
  }),
  "revision-not-found": ({ revision }) => ({
    problem: "the repository has no such revision",
    expected: "a branch, a tag, or a commit of it",
    advice: `Check ${quoted(revision)}; main is the default.`,
  }),
  "file-not-found": () => ({ problem: "the repository has no such file or folder", advice: "Check the name." }),
  gated: ({ repo, token }) => ({
    problem: "the model is gated: its owner asks who uses it",
    advice: `Ask for access at https://huggingface.co/${repo}.${
      token
        ? " The token has to belong to the account that has access, and to allow it."
        : ` Then ${lower(HOW_TO_TOKEN)}.`
    }`,
  }),
  unauthorized: ({ token }) => ({
    problem: token ? "the Hub does not accept the token, or not for this" : "the Hub asks for a token",
    advice: `${HOW_TO_TOKEN}.`,
  }),
  "rate-limited": ({ token }) => ({
    problem: "the Hub answers no more for now: too many requests",
    advice: token ? "Try again later." : `Try again later, or with a token: ${lower(HOW_TO_TOKEN)}.`,
  }),
  server: () => ({ problem: "the Hub failed", advice: "Try again later." }),
};

/** What an answer that is no success means. Its body is not read. */
export function refusal(status: number, headers: Headers, subject: Subject, found?: string): HubError {
  const kind = kindOf(status, headers.get("x-error-code") ?? "", subject);
  const said = headers.get("x-error-message");
  const answer = `status ${status}${said ? `, ${quoted(said)}` : ""}`;
  const { problem, expected, advice } = words[kind]!(subject);
  return new HubError({
    ...{ kind, status, problem, expected, advice, file: subjectName(subject) },
    found: found === undefined ? answer : `${answer}, ${found}`,
  });
}

function kindOf(status: number, code: string, { token, file }: Subject): HubErrorKind {
  if (code === "GatedRepo") return "gated";
  if (code === "RevisionNotFound") return "revision-not-found";
  if (code === "EntryNotFound") return "file-not-found";
  // Without a token, the Hub does not tell a private model from one that does not exist.
  if (code === "RepoNotFound" || (status === 401 && !token)) return "repository-not-found";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404 || status === 410) return file === undefined ? "repository-not-found" : "file-not-found";
  return status === 429 ? "rate-limited" : "server";
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
