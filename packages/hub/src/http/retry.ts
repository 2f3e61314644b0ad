/** When a request is made again. */
export interface RetryOptions {
  /** How often something is tried that fails for a reason that passes. Default 5. */
  readonly attempts?: number;
  /** Waits; for tests. */
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How long an answer, or its next bytes, may take, in milliseconds. Default 30,000. */
  readonly patience?: number;
}

export type RetryPolicy = Required<RetryOptions>;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
/** How long a request may be put off in all. The Hub counts requests over five minutes. */
export const LONGEST_WAITING_MS = 5 * 60_000;

export const retryPolicy = ({ attempts = 5, wait = sleep, patience = 30_000 }: RetryOptions = {}): RetryPolicy => ({
  attempts,
  wait,
  patience,
});

/** How long to wait after so many failures: half a second, doubled each time, at most eight. */
export const backoff = (failures: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));

/** What an answer says of when to ask again, in milliseconds: `Retry-After`, or the `t` of the Hub's `RateLimit`. */
export function retryAfter(headers: Headers, now = Date.now()): number | undefined {
  const stated =
    headers.get("retry-after") ?? headers.get("ratelimit")?.match(/(?:^|[;,\s])t=(\d{1,6})(?:$|[;,\s])/)?.[1];
  if (stated === undefined) return undefined;
  if (/^\d{1,9}$/.test(stated)) return Number(stated) * 1000;
  const date = Date.parse(stated);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Statuses after which the same request may succeed. */
export const isTransient = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/** How often a Hub is asked for that was never reached where there seems to be no network: who mistypes a folder's name waits for it. */
export const OFFLINE_ATTEMPTS = 2;

const OFFLINE_CODES = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH"];

/** Whether a request failed before anybody answered: Node's fetch says so in the cause of its error. */
export const isOffline = (error: unknown): boolean =>
  OFFLINE_CODES.includes(((error as Error | undefined)?.cause as { code?: string } | undefined)?.code ?? "");

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
