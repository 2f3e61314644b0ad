import Long from "long";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** An int64 as the generated codec takes it. (It encodes a bigint as 0, without an error.) @throws RangeError */
export function toInt64(value: number | bigint): Long {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is not an exact integer; give integers beyond 2^53 as a bigint`);
  const exact = BigInt(value);
  if (exact < INT64_MIN || exact > INT64_MAX) throw new RangeError(`${exact} does not fit int64`);
  return typeof value === "number" ? Long.fromNumber(value) : Long.fromBigInt(value);
}

/** An int64 as the generated codec gives it: a number where that is exact, else a bigint. */
export function fromInt64(value: number | Long | null | undefined): number | bigint {
  if (value === null || value === undefined) return 0;
  if (typeof value === "number") return value;
  const rounded = value.toNumber();
  return Number.isSafeInteger(rounded) ? rounded : value.toBigInt();
}
