import { toInt64 } from "../codec/int64.ts";
import { OnnxWriteError } from "../errors.ts";

/** An int64 for the codec. @throws OnnxWriteError */
export function int64(value: number | bigint): ReturnType<typeof toInt64> {
  try {
    return toInt64(value);
  } catch (cause) {
    throw new OnnxWriteError((cause as RangeError).message, { cause });
  }
}
