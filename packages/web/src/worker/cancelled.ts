/** The name of what ends a request that was cancelled: that of an AbortSignal's reason. */
export const CANCELLED = "AbortError";
