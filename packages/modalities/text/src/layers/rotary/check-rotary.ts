import { ConfigError, type PretrainedConfig } from "@transonnx/core";
import { type RotaryConfig, rotaryWidth } from "./frequencies.ts";
import { ropeScalingOf } from "./rope-scaling.ts";

/** What is allowed of rotary positions. */
export interface RotaryCheckOptions {
  /** Whether the number of entries that are to turn may be odd, so that one more does. Default false. */
  readonly odd?: boolean;
  /** The field that says how many they are. Default `partial_rotary_factor`, or `head_dim` where there is none. */
  readonly field?: string;
}

/**
 * Throws ConfigError where entries of a head cannot turn in pairs, a longrope has other than one factor a pair, or a
 * dynamic one has a single pair.
 */
export function checkRotary(
  config: PretrainedConfig & RotaryConfig,
  {
    odd = false,
    field = config.partial_rotary_factor === undefined ? "head_dim" : "partial_rotary_factor",
  }: RotaryCheckOptions = {},
): void {
  const width = rotaryWidth(config);
  const pairs = Math.ceil(width / 2);
  const type = ropeScalingOf(config.rope_scaling).rope_type;
  const isWhole = width === 2 * pairs || (odd && type !== "yarn"); // transformers' yarn has a ramp of width // 2 entries
  if (!isWhole || pairs === 0 || 2 * pairs > config.head_dim)
    throw new ConfigError({
      where: config.model_type,
      field,
      value: config[field],
      expected: `an even number of turning entries of a head's ${config.head_dim}, not ${width}`,
    });
  if (type === "dynamic" && width <= 2)
    throw new ConfigError({
      where: config.model_type,
      field: "rope_scaling",
      value: config.rope_scaling,
      expected: `another type where ${width} entries of a head turn, as dynamic divides by ${width} - 2`,
    });
  if (type !== "longrope") return;
  for (const name of ["short_factor", "long_factor"])
    if ((config.rope_scaling![name] as readonly number[]).length !== pairs)
      throw new ConfigError({
        where: config.model_type,
        field: `rope_scaling.${name}`,
        value: config.rope_scaling![name],
        expected: `${pairs} numbers, one for each pair of a head's entries that turns`,
      });
}
