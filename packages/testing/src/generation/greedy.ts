import { type NDArray, toNumbers } from "@transonnx/graph";

/** A greedy step: the next token of each text, and the logits that decided it. */
export interface GreedyStep {
  readonly tokens: readonly number[];
  /** logits[text][token] */
  readonly logits: readonly (readonly number[])[];
}

/** The largest of the logits [texts, length, vocabulary] at the last place; `pad` is no token of a text. */
export function greedyStep(output: NDArray, pad: number | undefined): GreedyStep {
  const [texts, length, vocabulary] = output.shape as [number, number, number];
  const values = toNumbers(output);
  const logits = Array.from({ length: texts }, (_, text) => {
    const start = (text * length + length - 1) * vocabulary;
    return Array.from({ length: vocabulary }, (_, token) => values[start + token]!);
  });
  return { tokens: logits.map((row) => largestOf(row, pad)), logits };
}

function largestOf(logits: readonly number[], pad: number | undefined): number {
  let best = pad === 0 ? 1 : 0;
  for (const [token, logit] of logits.entries()) if (logit > logits[best]! && token !== pad) best = token;
  return best;
}

/** Logits that lie closer than this, as a share of their largest, may come in either order. */
const TIE = 1e-5;
/** As for goldens: a share of the largest logit. */
const TOLERANCE = 1e-4;

/**
 * Throws where a step has other tokens or logits than the one without a cache. Where the two best logits are equal but for
 * rounding, either token is right.
 */
export function sameStep(where: string, expected: GreedyStep, found: GreedyStep): void {
  for (const [text, want] of expected.logits.entries()) {
    const got = found.logits[text]!;
    const scale = want.reduce((most, logit) => Math.max(most, Math.abs(logit)), 1);
    const difference = want.reduce((most, logit, i) => Math.max(most, Math.abs(logit - got[i]!)), 0);
    if (!(difference <= TOLERANCE * scale))
      throw new Error(`${where}, text ${text}: the logits differ by ${difference} from those without a cache`);
    const [token, other] = [expected.tokens[text]!, found.tokens[text]!];
    if (token !== other && want[token]! - want[other]! > TIE * scale)
      throw new Error(`${where}, text ${text}: expected the token ${token} as without a cache, found ${other}`);
  }
}
