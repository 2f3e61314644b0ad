import { HubError } from "../errors.ts";
import type { Answer } from "../http/hub-http.ts";
import { type Subject, subjectName } from "../http/refusal.ts";
import type { HubFile } from "../repo/list-folder.ts";
import { encodedPath, type Repository } from "../repo/repository.ts";

/** What a signed address answers when its time is over. */
const EXPIRED: readonly (number | undefined)[] = [400, 401, 403, 404, 410];

/** An answer that was checked: the body begins with the byte that was asked for, after `skip` others. */
export interface CheckedAnswer {
  readonly answer: Answer;
  readonly skip: number;
}

/**
 * A file of a repository at one commit, asked for by ranges. Where the Hub sends to another host, later requests go there at once, as
 * long as the address lasts.
 */
export class RemoteFile {
  readonly file: HubFile;
  readonly subject: Subject;
  readonly #repository: Repository;
  readonly #url: string;
  /** Where the Hub sent to. */
  #location: string | undefined;
  /** Entity tags by origin: hosts have their own. */
  readonly #tags = new Map<string, string>();

  constructor(repository: Repository, commit: string, file: HubFile) {
    const path = repository.pathOf(file.name);
    this.file = file;
    this.subject = repository.subject(path);
    this.#repository = repository;
    this.#url = `${repository.http.endpoint}/${repository.repo}/resolve/${commit}/${encodedPath(path)}`;
  }

  get http() {
    return this.#repository.http;
  }

  /**
   * Asks for the bytes from `start` up to `end`. Throws HubError: where the answer is of another file than before, of other bytes, or of
   * the whole file and `whole` does not allow that.
   */
  async request(start: number, end: number, whole: boolean, signal?: AbortSignal): Promise<CheckedAnswer> {
    const headers = { range: `bytes=${start}-${end - 1}`, "accept-encoding": "identity" };
    const answer = await this.#get(headers, signal).catch((error: unknown) => {
      throw error instanceof HubError && error.status === 416 ? this.#changed("a file that ends before") : error;
    });
    try {
      this.#checkTag(answer);
      const skip =
        answer.response.status === 206 ? this.#checkRange(answer, start, end) : this.#checkWhole(answer, start, whole);
      return { answer, skip };
    } catch (error) {
      answer.release();
      throw error;
    }
  }

  async #get(headers: Readonly<Record<string, string>>, signal: AbortSignal | undefined): Promise<Answer> {
    const location = this.#location;
    if (location !== undefined) {
      try {
        return await this.http.get(location, headers, this.subject, signal);
      } catch (error) {
        if (!(error instanceof HubError) || !EXPIRED.includes(error.status)) throw error;
        this.#location = undefined;
      }
    }
    const answer = await this.http.get(this.#url, headers, this.subject, signal);
    if (!this.http.isHub(answer.url)) this.#location = answer.url;
    return answer;
  }

  #checkTag({ response, url }: Answer): void {
    const tag = response.headers.get("etag")?.replace(/^W\//, "");
    const { origin } = new URL(url);
    const before = this.#tags.get(origin);
    if (tag === undefined) return;
    if (before !== undefined && before !== tag) throw this.#changed("another ETag than at its opening");
    this.#tags.set(origin, tag);
  }

  #checkRange({ response }: Answer, start: number, end: number): number {
    const stated = response.headers.get("content-range");
    const [, first, last, size] = stated?.match(/^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16})$/) ?? [];
    if (size !== undefined && Number(size) !== this.file.size) throw this.#changed(`a file of ${size} bytes`);
    const encoding = response.headers.get("content-encoding") ?? "identity";
    // The rest of a range that is cut short is asked for when the body is over.
    if (Number(first) === start && Number(last) < end && encoding === "identity") return 0;
    throw new HubError({
      ...{ kind: "server", status: 206, file: subjectName(this.subject) },
      problem: "other bytes came than were asked for",
      expected: `bytes ${start}-${end - 1}/${this.file.size}`,
      found: encoding === "identity" ? (stated?.slice(0, 80) ?? "no Content-Range") : "a compressed answer",
      advice: ADVICE,
    });
  }

  #checkWhole({ response }: Answer, start: number, whole: boolean): number {
    const { status, headers } = response;
    const length = headers.get("content-encoding") === null ? headers.get("content-length") : null;
    if (length !== null && Number(length) !== this.file.size) throw this.#changed(`a file of ${Number(length)} bytes`);
    // Without a length, what ends early could not be told from another file.
    if (status === 200 && whole && length !== null) return start;
    throw new HubError({
      ...{ kind: "server", status, file: subjectName(this.subject) },
      problem: "the server sends whole files only, no ranges of them",
      expected: "status 206",
      found: `status ${status}${length === null ? " without the file's length" : ""}`,
      advice: ADVICE,
    });
  }

  #changed(found: string): HubError {
    return new HubError({
      ...{ kind: "changed", file: subjectName(this.subject) },
      problem: "the file changed while it was read",
      ...{ expected: `the same ${this.file.size} bytes`, found, advice: "Start again." },
    });
  }
}

const ADVICE = "Download the file instead of streaming it, or use another Hub (HF_ENDPOINT).";
