import type { ModelSpec, OpsetSpec, ValueSpec } from "@transonnx/onnx";
import { MergeError } from "./merge-error.ts";

/** The input that says which branch runs. */
export const USE_CACHE_BRANCH = "use_cache_branch";

/** Throws MergeError for decoders that are of different versions, or that hold what has no place in a branch. */
export function checkMergeable(decoder: ModelSpec, decoderWithPast: ModelSpec): void {
  const [one, other] = [decoder.opsets, decoderWithPast.opsets];
  same("opsets", opsetText(one, other), opsetText(other, one));
  same("IR versions", `${decoder.irVersion}`, `${decoderWithPast.irVersion}`);
  const made = namesOf(decoder.graph.outputs);
  const extra = [...namesOf(decoderWithPast.graph.outputs)].filter((name) => !made.has(name));
  if (extra.length > 0)
    throw new MergeError("the decoder with past has outputs that the one without does not have", {
      expected: [...made].join(", "),
      found: extra.join(", "),
      advice: "Export both decoders from one checkpoint, with one configuration",
    });
  for (const model of [decoder, decoderWithPast]) {
    if (namesOf(model.graph.inputs).has(USE_CACHE_BRANCH))
      throw new MergeError(`a decoder has an input "${USE_CACHE_BRANCH}" already`, {
        advice: "Merge decoders that are not merged",
      });
    if (model.opaque || model.graph.opaque)
      throw new MergeError(
        "a decoder has functions, sparse initializers or other fields that cannot be moved to a branch",
        {
          advice: "Inline the functions and write the initializers as plain tensors",
        },
      );
  }
}

function same(what: string, decoder: string, withPast: string): void {
  if (decoder === withPast) return;
  throw new MergeError(`the decoders have different ${what}`, {
    expected: `${decoder}, as the decoder without past has`,
    found: withPast,
    advice: "Export both decoders with one opset",
  });
}

/** Those of the domains that both have. */
const opsetText = (opsets: readonly OpsetSpec[], others: readonly OpsetSpec[]): string =>
  opsets
    .filter(({ domain }) => others.some((other) => other.domain === domain))
    .map(({ domain, version }) => `${domain === "" ? "ai.onnx" : domain} ${version}`)
    .sort()
    .join(", ");

const namesOf = (values: readonly ValueSpec[]): Set<string> => new Set(values.map(({ name }) => name));
