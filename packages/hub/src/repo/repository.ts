import { HubError } from "../errors.ts";
import { wholeBody } from "../http/body.ts";
import { type HttpOptions, HubHttp } from "../http/hub-http.ts";
import { type Subject, subjectName } from "../http/refusal.ts";
import { backoff } from "../http/retry.ts";
import type { HubClient } from "./client.ts";
import { checkRepository, checkRevision, folderPath, isCommit } from "./names.ts";

export interface RepositoryOptions extends HttpOptions {
  /** `import * as client from "@huggingface/hub"`, which knows the Hub's endpoints. */
  readonly client: HubClient;
  /** `owner/name`. */
  readonly repo: string;
  /** A branch, a tag, or a commit. Default "main". */
  readonly revision?: string | undefined;
  /** A folder of the repository. Default: its root. */
  readonly subfolder?: string | undefined;
}

/** A thousand entries take some 300 kB. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** A page of a list has a thousand entries, of other Hubs perhaps fewer. */
const MAX_PAGES = 100;

/** A repository of models at a revision, and how it is talked to. */
export class Repository {
  readonly client: HubClient;
  readonly repo: string;
  readonly revision: string;
  /** Without slashes at its ends. */
  readonly subfolder: string;
  readonly http: HubHttp;

  constructor({ client, repo, revision = "main", subfolder, ...http }: RepositoryOptions) {
    checkRepository(repo);
    checkRevision(repo, revision);
    this.client = client;
    this.repo = repo;
    this.revision = revision;
    this.subfolder = folderPath(repo, subfolder);
    this.http = new HubHttp(http);
  }

  /** The repository, or a file in it, in errors. */
  subject(file?: string): Subject {
    const { repo, revision, http } = this;
    return { repo, revision, token: http.hasToken, file };
  }

  /** The path of a file of the folder in the repository. */
  pathOf(file: string): string {
    return this.subfolder === "" ? file : `${this.subfolder}/${file}`;
  }

  /** The commit that the revision is now. Throws HubError. */
  async commit(): Promise<string> {
    const { client, repo: name, revision, http } = this;
    if (isCommit(revision)) return revision;
    const { sha } = await this.#ask(undefined, (fetch) =>
      client.modelInfo({ name, revision, additionalFields: ["sha"], hubUrl: http.endpoint, fetch }),
    );
    if (typeof sha === "string" && isCommit(sha)) return sha;
    throw this.#strange("it does not say which commit the revision is");
  }

  /** The entries of the folder at a commit, as they come. */
  async eachEntry(commit: string, visit: (entry: unknown) => void): Promise<void> {
    const { client, repo, subfolder, http } = this;
    const path = subfolder === "" ? undefined : encodedPath(subfolder);
    await this.#ask(subfolder || undefined, async (fetch) => {
      const named = { type: "model", name: repo } as const;
      for await (const entry of client.listFiles({ repo: named, path, revision: commit, hubUrl: http.endpoint, fetch }))
        visit(entry);
    });
  }

  /** Runs a request of the client's. What is wrong with the answer is a HubError. */
  async #ask<T>(file: string | undefined, request: (own: typeof fetch) => Promise<T>): Promise<T> {
    try {
      return await request(this.#fetch(this.subject(file)));
    } catch (cause) {
      this.http.signal?.throwIfAborted();
      if (cause instanceof HubError) throw cause;
      throw this.#strange("its answer is not what a Hub answers", cause);
    }
  }

  /** A fetch that only succeeds, with bounded answers. */
  #fetch(subject: Subject): typeof fetch {
    let pages = 0;
    return async (input, init) => {
      if (++pages > MAX_PAGES) throw this.#strange(`its list has more than ${MAX_PAGES} pages`, undefined, "limit");
      const url = `${input instanceof Request ? input.url : input}`;
      if (!this.http.isHub(url)) throw this.#strange("its list goes on at another address");
      const headers = Object.fromEntries(new Headers(init?.headers));
      const { body, response } = await this.#read(url, headers, subject);
      return new Response(body as Uint8Array<ArrayBuffer>, { status: response.status, headers: response.headers });
    };
  }

  async #read(url: string, headers: Record<string, string>, subject: Subject) {
    for (let failures = 1; ; failures++) {
      const answer = await this.http.get(url, headers, subject);
      try {
        const body = await wholeBody(answer, MAX_ANSWER_BYTES, this.http.retry.patience);
        if (body !== undefined) return { body, response: answer.response };
      } catch (cause) {
        this.http.signal?.throwIfAborted();
        if (failures >= this.http.retry.attempts) throw this.#strange("its answer broke off", cause, "network");
        await this.http.pause(backoff(failures));
        continue;
      }
      throw this.#strange(`its answer is larger than ${MAX_ANSWER_BYTES} bytes`, undefined, "limit");
    }
  }

  #strange(problem: string, cause?: unknown, kind: "server" | "network" | "limit" = "server"): HubError {
    return new HubError({
      kind,
      file: subjectName(this.subject()),
      problem: `${new URL(this.http.endpoint).host} cannot be understood: ${problem}`,
      advice: "Check that HF_ENDPOINT, where it is set, is a Hub, or try again later.",
      cause,
    });
  }
}

/** A path in an address. */
export const encodedPath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
