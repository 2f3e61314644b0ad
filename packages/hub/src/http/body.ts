import type { Answer } from "./hub-http.ts";

/** A body in the pieces that it comes in. Throws where none comes for so many milliseconds. */
export async function* bodyOf(
  { response, release }: Answer,
  patience: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = response.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await inTime(reader.read(), patience);
      if (done) return;
      yield value;
    }
  } finally {
    reader?.cancel().catch(() => undefined);
    release();
  }
}

/** All of a body of at most so many bytes; undefined where it has more. */
export async function wholeBody(answer: Answer, maxBytes: number, patience: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bodyOf(answer, patience)) {
    length += piece.byteLength;
    if (length > maxBytes) return undefined;
    pieces.push(piece);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

async function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${patience / 1000} seconds`)), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
