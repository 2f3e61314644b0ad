import { HubError } from "../errors.ts";
import { checkedEndpoint, checkedToken } from "./endpoint.ts";
import { Follower } from "./follow.ts";
import { refusal, type Subject, subjectName } from "./refusal.ts";
import {
  backoff,
  isOffline,
  isTransient,
  LONGEST_WAITING_MS,
  OFFLINE_ATTEMPTS,
  type RetryOptions,
  type RetryPolicy,
  retryAfter,
  retryPolicy,
} from "./retry.ts";

export interface HttpOptions {
  /** The Hub's address. Default: https://huggingface.co. */
  readonly endpoint?: string | undefined;
  /** An access token. It is sent to the endpoint's origin and nowhere else. */
  readonly token?: string | undefined;
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined;
  readonly retry?: RetryOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer whose body was not read yet. `release` it when it was. */
export interface Answer {
  readonly response: Response;
  /** Where it came from, redirects followed. */
  readonly url: string;
  /** Ends the transfer, and what watches over it. */
  release(): void;
}

/** GET requests to a Hub: made again where they fail for a reason that passes, and followed without showing the token to others. */
export class HubHttp {
  readonly endpoint: string;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal | undefined;
  readonly hasToken: boolean;
  readonly #origin: string;
  readonly #follower: Follower;
  #wasReached = false;

  constructor({ endpoint, token, fetch: own, retry, signal }: HttpOptions) {
    this.endpoint = checkedEndpoint(endpoint);
    this.#origin = new URL(this.endpoint).origin;
    const checked = checkedToken(token);
    this.hasToken = checked !== undefined;
    this.#follower = new Follower(own ?? ((input, init) => fetch(input, init)), this.#origin, checked);
    this.retry = retryPolicy(retry);
    this.signal = signal;
  }

  isHub(url: string): boolean {
    return new URL(url).origin === this.#origin;
  }

  /**
   * An answer of success, after as many attempts as the policy allows. Throws HubError, and the reason of the signal.
   * `signal` ends this request alone.
   */
  async get(
    url: string,
    headers: Readonly<Record<string, string>>,
    subject: Subject,
    signal?: AbortSignal,
  ): Promise<Answer> {
    let waited = 0;
    for (let failures = 1; ; failures++) {
      const last = failures >= this.retry.attempts;
      const answer = await this.#attempt(url, headers, signal).catch((cause: unknown) => {
        this.signal?.throwIfAborted();
        signal?.throwIfAborted();
        const offline = !this.#wasReached && failures >= OFFLINE_ATTEMPTS && isOffline(cause);
        if (cause instanceof HubError || last || offline) throw unreachable(subject, this.endpoint, cause);
        return undefined;
      });
      this.#wasReached ||= answer !== undefined;
      if (answer?.response.ok) return answer;
      const wait = answer === undefined ? backoff(failures) : this.#waitAfter(answer, failures, subject, last, waited);
      waited += wait;
      await this.pause(wait, signal);
    }
  }

  /** Waits as long, unless the request or everything is aborted. */
  async pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await this.retry.wait(milliseconds, signal ?? this.signal);
    this.signal?.throwIfAborted();
    signal?.throwIfAborted();
  }

  /** How long to wait after an answer of failure. Throws where it does not pass, or not soon. */
  #waitAfter({ response, release }: Answer, failures: number, subject: Subject, last: boolean, waited: number): number {
    release();
    const { status, headers } = response;
    const stated = retryAfter(headers);
    const tooLong = stated !== undefined && waited + stated > LONGEST_WAITING_MS;
    if (!isTransient(status) || last || tooLong)
      throw refusal(status, headers, subject, tooLong ? `again in ${Math.ceil(stated / 60_000)} minutes` : undefined);
    return Math.max(stated ?? 0, backoff(failures));
  }

  async #attempt(url: string, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Answer> {
    const controller = new AbortController();
    const signals = [this.signal, signal].filter((each) => each !== undefined);
    const abort = () => controller.abort(signals.find(({ aborted }) => aborted)?.reason);
    for (const each of signals) each.addEventListener("abort", abort, { once: true });
    if (signals.some(({ aborted }) => aborted)) abort();
    const timer = setTimeout(
      () => controller.abort(new Error(`no answer within ${this.retry.patience / 1000} seconds`)),
      this.retry.patience,
    );
    const unwatch = () => {
      clearTimeout(timer);
      for (const each of signals) each.removeEventListener("abort", abort);
    };
    try {
      const { response, url: at } = await this.#follower.get(url, headers, controller.signal);
      clearTimeout(timer);
      const release = () => {
        unwatch();
        controller.abort();
      };
      return { response, url: at, release };
    } catch (error) {
      unwatch();
      throw error;
    }
  }
}

function unreachable(subject: Subject, endpoint: string, cause: unknown): HubError {
  if (cause instanceof HubError) return cause;
  return new HubError({
    kind: "network",
    file: subjectName(subject),
    problem: `${new URL(endpoint).host} could not be reached, or broke off`,
    found: reasonOf(cause),
    advice: "Check the connection, and HF_ENDPOINT where it is set.",
    cause,
  });
}

/** The innermost reason, as an errno or in words. */
export function reasonOf(error: unknown): string {
  const { cause, code, message } = error as { cause?: unknown; code?: unknown; message?: unknown };
  if (typeof cause === "object" && cause !== null) return reasonOf(cause);
  return `${code ?? message ?? error}`.slice(0, 200);
}
