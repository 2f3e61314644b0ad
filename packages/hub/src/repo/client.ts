/** What this package asks of `@huggingface/hub`: `import * as client from "@huggingface/hub"`. */
export interface HubClient {
  modelInfo(params: {
    readonly name: string;
    readonly revision: string;
    readonly additionalFields: ["sha"];
    readonly hubUrl: string;
    readonly fetch: typeof fetch;
  }): Promise<{ readonly sha?: string }>;
  listFiles(params: {
    readonly repo: { readonly type: "model"; readonly name: string };
    readonly path?: string;
    readonly revision: string;
    readonly hubUrl: string;
    readonly fetch: typeof fetch;
  }): AsyncIterable<ListedEntry>;
}

/** An entry of a repository's tree. */
export interface ListedEntry {
  readonly type: string;
  readonly path: string;
  readonly size: number;
  /** Of git. */
  readonly oid?: string;
  readonly lfs?: { readonly oid: string; readonly size: number };
  readonly xetHash?: string;
}
