import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "@transonnx/core";
import { checkRotary, type RotaryCheckOptions } from "./check-rotary.ts";
import { rotaryFrequencies } from "./frequencies.ts";
import { ropeScalingField } from "./rope-scaling.ts";

const tiny = { model_type: "tiny", head_dim: 20, rope_theta: 10000, rope_scaling: null, max_position_embeddings: 64 };
const check = (fields: object, options?: RotaryCheckOptions) => () => checkRotary({ ...tiny, ...fields }, options);

describe("entries of a head turn in pairs", () => {
  test("all of them, or the first ones", () => {
    expect(check({})).not.toThrow();
    expect(check({ partial_rotary_factor: 0.5 })).not.toThrow();
  });

  test("an odd number is refused, unless the model turns one more", () => {
    const five = { partial_rotary_factor: 0.25 };
    expect(check(five)).toThrow(ConfigError);
    expect(check(five)).toThrow('"partial_rotary_factor" is 0.25');
    expect(check(five, { odd: true })).not.toThrow();
    expect(check({ ...five, rope_scaling: { rope_type: "yarn", factor: 2 } }, { odd: true })).toThrow(ConfigError);
  });

  test("at least two, at most all", () => {
    expect(check({ partial_rotary_factor: 0.01 })).toThrow(ConfigError);
    expect(check({ partial_rotary_factor: 1.5 })).toThrow(ConfigError);
    expect(check({ head_dim: 5 }, { odd: true })).toThrow('"head_dim" is 5');
  });

  test("longrope has a factor for each pair", () => {
    const longrope = (factors: readonly number[]) => ({
      rope_scaling: { rope_type: "longrope", short_factor: factors, long_factor: factors },
    });
    expect(check(longrope(new Array(10).fill(1)))).not.toThrow();
    expect(check(longrope([1, 2]))).toThrow('"rope_scaling.short_factor"');
  });

  test("a base that grows with the text needs two pairs", () => {
    const dynamic = { rope_scaling: { rope_type: "dynamic", factor: 2 } };
    expect(check({ ...dynamic, head_dim: 4 })).not.toThrow();
    expect(check({ ...dynamic, head_dim: 2 })).toThrow("dynamic divides by 2 - 2");
  });
});

test("a number of yarn's that is 0 is as good as absent", () => {
  const yarn = { rope_type: "yarn", factor: 4 };
  const zeros = { beta_fast: 0, beta_slow: 0, mscale: 0, mscale_all_dim: 0 };
  expect(ropeScalingField.accepts({ ...yarn, ...zeros })).toBe(true);
  expect(rotaryFrequencies({ ...tiny, rope_scaling: { ...yarn, ...zeros } })).toEqual(
    rotaryFrequencies({ ...tiny, rope_scaling: yarn }),
  );
  expect(ropeScalingField.accepts({ ...yarn, factor: 0 })).toBe(false);
});
