import type { Field } from "@transonnx/core";

/** transformers' `rope_scaling`, its type under the name that it has since 4.43. */
export type RopeScaling =
  | { readonly rope_type: "default" }
  | { readonly rope_type: "linear"; readonly factor: number }
  | { readonly rope_type: "dynamic"; readonly factor: number }
  | ({ readonly rope_type: "yarn"; readonly factor: number } & YarnOptions)
  | {
      readonly rope_type: "longrope";
      readonly short_factor: readonly number[];
      readonly long_factor: readonly number[];
      readonly factor?: number | null;
      readonly attention_factor?: number | null;
    }
  | {
      readonly rope_type: "llama3";
      readonly factor: number;
      readonly low_freq_factor: number;
      readonly high_freq_factor: number;
      readonly original_max_position_embeddings: number;
    };

/** What is absent or null has transformers' default. */
export interface YarnOptions {
  readonly attention_factor?: number | null;
  /** Default 32. */
  readonly beta_fast?: number | null;
  /** Default 1. */
  readonly beta_slow?: number | null;
  readonly mscale?: number | null;
  readonly mscale_all_dim?: number | null;
  /** Default: `max_position_embeddings`. */
  readonly original_max_position_embeddings?: number | null;
  /** Default true. */
  readonly truncate?: boolean;
}

/** What each type must have, and may have: positive numbers. */
const numbers: Readonly<
  Record<RopeScaling["rope_type"], readonly [required: readonly string[], optional: readonly string[]]>
> = {
  default: [[], []],
  linear: [["factor"], []],
  dynamic: [["factor"], []],
  yarn: [["factor"], ["attention_factor", "original_max_position_embeddings"]],
  longrope: [[], ["factor", "attention_factor"]],
  llama3: [["factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings"], []],
};

/** Those of yarn that may also be 0, which means the same as absent. */
const orZero: readonly string[] = ["beta_fast", "beta_slow", "mscale", "mscale_all_dim"];

/** Other names of types: `su` is what Phi-3 first called longrope. */
const synonyms: Readonly<Record<string, string>> = { su: "longrope" };

const expected = (): string =>
  `null, or an object whose rope_type is one of ${Object.entries(numbers)
    .map(([type, [required]]) => {
      const needed = type === "longrope" ? ["short_factor", "long_factor"] : required;
      return needed.length > 0 ? `${type} (with ${needed.join(", ")})` : type;
    })
    .join(", ")}`;

/** The type of a `rope_scaling` under either of its names. */
function typeOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { rope_type, type } = value;
  const name = type ?? rope_type;
  return typeof name === "string" ? (synonyms[name] ?? name) : undefined;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const isPositive = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value) && value > 0;
const isFactors = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isPositive);

function isRopeScaling(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  const scaling = value as Readonly<Record<string, unknown>>;
  const type = typeOf(scaling);
  if (type === undefined || !Object.hasOwn(numbers, type)) return false;
  const [required, optional] = numbers[type as RopeScaling["rope_type"]];
  return (
    required.every((name) => isPositive(scaling[name])) &&
    optional.every((name) => isAbsent(scaling[name]) || isPositive(scaling[name])) &&
    orZero.every((name) => isAbsent(scaling[name]) || scaling[name] === 0 || isPositive(scaling[name])) &&
    (type !== "longrope" || (isFactors(scaling.short_factor) && isFactors(scaling.long_factor))) &&
    (scaling.truncate === undefined || typeof scaling.truncate === "boolean")
  );
}

/** The field `rope_scaling`: every type of transformers' modeling_rope_utils.py (4.57), and no other. */
export const ropeScalingField: Field<Readonly<Record<string, unknown>> | null> = {
  fallback: null,
  get expected() {
    return expected();
  },
  accepts: (value): value is Readonly<Record<string, unknown>> | null => isRopeScaling(value),
};

/** A checked `rope_scaling` under its newer names. */
export function ropeScalingOf(value: Readonly<Record<string, unknown>> | null): RopeScaling {
  if (value === null) return { rope_type: "default" };
  return { ...value, rope_type: typeOf(value) } as unknown as RopeScaling;
}
