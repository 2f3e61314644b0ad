import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A repository as the server has it. */
export interface ServedRepository {
  /** Files by path. Those that end in .safetensors, .bin or .model are large ones, which lie at another host. */
  files: Record<string, Uint8Array | string>;
  /** Commits by branch or tag. */
  revisions?: Record<string, string>;
  /** Who may read it: anyone, who has the token, or who has a token that was granted access. */
  access?: "public" | "private" | "gated";
}

export interface SeenRequest {
  readonly host: "hub" | "cdn";
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** What goes wrong with the answers to some requests. */
export interface Fault {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** The connection is reset: at once (0), or after so many bytes of the body. */
  readonly cutAfter?: number;
  /** The body ends as if it were complete after so many bytes. */
  readonly endAfter?: number;
  readonly ignoresRange?: boolean;
  /** The answer never comes. */
  readonly hangs?: boolean;
}

/** As the Hub has them: pages of other origins may read answers, and what these say of themselves. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, range, accept",
  "access-control-expose-headers":
    "X-Repo-Commit, X-Error-Code, X-Error-Message, ETag, Link, Accept-Ranges, Content-Range, X-Linked-Size, X-Linked-ETag",
};

export const COMMIT = "0123456789abcdef0123456789abcdef01234567";
export const TOKEN = "hf_secretsecretsecret";

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
export const gitHash = (bytes: Uint8Array | string): string =>
  createHash("sha1")
    .update(`blob ${Buffer.byteLength(bytes)}\0`)
    .update(bytes)
    .digest("hex");
const isLarge = (path: string): boolean => /\.(safetensors|bin|model)$/.test(path);

/** The endpoints of the Hugging Face Hub that an export needs, on two ports of 127.0.0.1: the Hub, and where its large files lie. */
export class HubServer {
  readonly repositories: Record<string, ServedRepository>;
  readonly requests: SeenRequest[] = [];
  /** Entries in one answer of a list. */
  pageSize = 1000;
  readonly #faults: { matches: (request: SeenRequest) => boolean; times: number; fault: Fault }[] = [];
  readonly #hub: Server;
  readonly #cdn: Server;
  readonly #large = new Map<string, Uint8Array>();

  private constructor(repositories: Record<string, ServedRepository>) {
    this.repositories = repositories;
    this.#hub = createServer((request, response) => this.#serve("hub", request, response));
    this.#cdn = createServer((request, response) => this.#serve("cdn", request, response));
  }

  static async start(repositories: Record<string, ServedRepository>): Promise<HubServer> {
    const server = new HubServer(repositories);
    for (const each of [server.#hub, server.#cdn])
      await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
    return server;
  }

  async stop(): Promise<void> {
    for (const each of [this.#hub, this.#cdn]) {
      each.closeAllConnections();
      await new Promise((resolve) => each.close(resolve));
    }
  }

  get endpoint(): string {
    return addressOf(this.#hub);
  }

  /** Forgets what was asked and what should go wrong. */
  reset(): void {
    this.requests.length = 0;
    this.#faults.length = 0;
    this.pageSize = 1000;
  }

  /** Lets the next answers to requests whose path (or `host path`) matches go wrong. */
  fail(where: RegExp, fault: Fault, times = 1): void {
    this.#faults.push({ matches: ({ host, path }) => where.test(`${host} ${path}`), times, fault });
  }

  async #serve(host: "hub" | "cdn", request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    const seen: SeenRequest = {
      host,
      path: request.url ?? "",
      range: request.headers.range,
      authorization: request.headers.authorization,
    };
    this.requests.push(seen);
    const entry = this.#faults.find(({ matches, times }) => times > 0 && matches(seen));
    if (entry) entry.times--;
    const fault = entry?.fault ?? {};
    if (fault.hangs) return;
    if (fault.cutAfter === 0) return void request.socket.destroy();
    if (fault.status !== undefined) return void response.writeHead(fault.status, fault.headers).end(fault.body);
    const url = new URL(seen.path, addressOf(this.#hub));
    if (host === "cdn") return void this.#sendLarge(url, seen, response, fault);
    this.#answer(url, seen, response, fault);
  }

  #answer(url: URL, seen: SeenRequest, response: ServerResponse, fault: Fault): void {
    const path = decodeURIComponent(url.pathname);
    const api = path.match(/^\/api\/models\/(.+?)\/revision\/(.+)$/);
    const tree = path.match(/^\/api\/models\/(.+?)\/tree\/([^/]+)\/?(.*)$/);
    const cached = path.match(/^\/api\/resolve-cache\/models\/(.+?)\/([0-9a-f]{40})\/(.+)$/);
    const file = cached ?? path.match(/^\/(.+?)\/resolve\/([^/]+)\/(.+)$/);
    const [, name = "", revision = "", inside = ""] = api ?? tree ?? file ?? [];
    const repository = this.repositories[name];
    const refuse = (status: number, code: string) =>
      response.writeHead(status, { "x-error-code": code, "x-error-message": `${code} of ${name}` }).end();
    const authorized = seen.authorization === `Bearer ${TOKEN}`;
    if (!repository || (repository.access === "private" && !authorized))
      return void refuse(seen.authorization ? 404 : 401, "RepoNotFound");
    const commits = repository.revisions ?? { main: COMMIT };
    const commit = Object.values(commits).includes(revision) ? revision : commits[revision];
    if (commit === undefined) return void refuse(404, "RevisionNotFound");
    if (api)
      return void json(
        response,
        { _id: "1", id: name, sha: commit, private: false, gated: false, lastModified: 0 },
        fault,
      );
    if (tree) return void this.#list(repository, inside, url, response, refuse, fault);
    if (repository.access === "gated" && !authorized) return void refuse(seen.authorization ? 403 : 401, "GatedRepo");
    const content = repository.files[inside];
    if (content === undefined) return void refuse(404, "EntryNotFound");
    response.setHeader("x-repo-commit", commit);
    if (isLarge(path)) {
      const hash = sha256(content);
      this.#large.set(hash, Buffer.from(content));
      const headers = {
        "x-linked-etag": `"${hash}"`,
        "x-linked-size": `${Buffer.byteLength(content)}`,
      };
      return void response
        .writeHead(302, { location: `${addressOf(this.#cdn)}/${hash}?signature=s3cr3t`, ...headers })
        .end();
    }
    if (!cached)
      return void response
        .writeHead(307, { location: `/api/resolve-cache/models/${name}/${commit}/${encodeURIComponent(inside)}` })
        .end();
    send(Buffer.from(content), `"${gitHash(content)}"`, seen, response, fault);
  }

  #list(
    { files }: ServedRepository,
    folder: string,
    url: URL,
    response: ServerResponse,
    refuse: (status: number, code: string) => void,
    fault: Fault,
  ): void {
    const prefix = folder === "" ? "" : `${folder}/`;
    const inside = Object.keys(files).filter((path) => path.startsWith(prefix));
    if (inside.length === 0) return void refuse(404, "EntryNotFound");
    const entries = new Map<string, object>();
    for (const path of inside) {
      const [first = "", ...rest] = path.slice(prefix.length).split("/");
      if (rest.length > 0)
        entries.set(first, { type: "directory", path: prefix + first, size: 0, oid: "0".repeat(40) });
      else entries.set(first, fileEntry(path, files[path]!));
    }
    const start = Number(url.searchParams.get("cursor") ?? 0);
    const page = [...entries.values()].slice(start, start + this.pageSize);
    if (start + this.pageSize < entries.size) {
      url.searchParams.set("cursor", `${start + this.pageSize}`);
      response.setHeader("link", `<${url.href}>; rel="next"`);
    }
    json(response, page, fault);
  }

  #sendLarge(url: URL, seen: SeenRequest, response: ServerResponse, fault: Fault): void {
    const content = this.#large.get(url.pathname.slice(1));
    if (!content) return void response.writeHead(403).end();
    send(content, `"xet-${url.pathname.slice(1, 9)}"`, seen, response, fault);
  }
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function fileEntry(path: string, content: Uint8Array | string): object {
  const size = Buffer.byteLength(content);
  if (!isLarge(path)) return { type: "file", path, size, oid: gitHash(content) };
  const hash = sha256(content);
  return {
    type: "file",
    path,
    size,
    oid: gitHash(`pointer to ${hash}`),
    lfs: { oid: hash, size, pointerSize: 134 },
    xetHash: hash,
  };
}

function json(response: ServerResponse, value: unknown, fault: Fault): void {
  const body = fault.body ?? JSON.stringify(value);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...fault.headers,
  });
  write(response, Buffer.from(body), fault);
}

function send(
  content: Buffer | Uint8Array,
  etag: string,
  seen: SeenRequest,
  response: ServerResponse,
  fault: Fault,
): void {
  const [, first, last] = seen.range?.match(/^bytes=(\d+)-(\d+)$/) ?? [];
  if (first === undefined || fault.ignoresRange) {
    response.writeHead(200, { etag, "content-length": content.length, ...fault.headers });
    write(response, content, fault);
    return;
  }
  if (Number(first) >= content.length) return void response.writeHead(416).end();
  const end = Math.min(Number(last) + 1, content.length);
  const length = end - Number(first);
  response.writeHead(206, {
    etag,
    ...(fault.endAfter === undefined ? { "content-length": length } : {}),
    "content-range": `bytes ${first}-${end - 1}/${content.length}`,
    ...fault.headers,
  });
  write(response, content.subarray(Number(first), end), fault);
}

function write(response: ServerResponse, body: Uint8Array, { cutAfter, endAfter }: Fault): void {
  if (cutAfter !== undefined) response.write(body.subarray(0, cutAfter), () => response.socket?.destroy());
  else response.end(endAfter === undefined ? body : body.subarray(0, endAfter));
}
