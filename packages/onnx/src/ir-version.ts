import type { OpsetSpec } from "./model.ts";

/** The first IR version of each ai.onnx opset, from VERSION_TABLE in the ONNX project's helper.py (1.23). */
const firstIrVersion: ReadonlyMap<number, number> = new Map([
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((opset) => [opset, 3] as const),
  [9, 4],
  [10, 5],
  [11, 6],
  [12, 7],
  [13, 7],
  [14, 7],
  [15, 8],
  [16, 8],
  [17, 8],
  [18, 8],
  [19, 9],
  [20, 9],
  [21, 10],
  [22, 10],
  [23, 11],
  [24, 12],
  [25, 13],
  [26, 13],
  [27, 13],
  [28, 14],
]);

/**
 * The lowest IR version that ONNX pairs with these opsets: 7 for opset 13, 8 for 15 to 18, 9 for 19 and 20, 10 for 21 and
 * 22, 11 for 23. Domains other than ai.onnx ask for nothing. Undefined where an opset is unknown.
 *
 * A lower one is not refused by ONNX Runtime, and reaches older readers: a model that uses none of an IR version's new
 * types is the same file with the smaller number.
 */
export function minimumIrVersion(opsets: readonly OpsetSpec[]): number | undefined {
  let minimum = 3;
  for (const { domain, version } of opsets) {
    if (domain !== "" && domain !== "ai.onnx") continue;
    const first = firstIrVersion.get(version);
    if (first === undefined) return undefined;
    minimum = Math.max(minimum, first);
  }
  return minimum;
}
