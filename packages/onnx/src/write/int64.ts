import { OnnxWriteError } from "../errors.ts";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** An integer that is written as int64. @throws OnnxWriteError where it is not exact, or does not fit */
export function int64(value: number | bigint): number | bigint {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new OnnxWriteError(`${value} is not an exact integer; give integers beyond 2^53 as a bigint`);
  if (value < INT64_MIN || value > INT64_MAX) throw new OnnxWriteError(`${value} does not fit int64`);
  return value;
}
