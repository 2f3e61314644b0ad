import { roundHalfToEven } from "@transonnx/graph";

/** What the widths of a network are rounded to. */
export interface DivisibleWidthOptions {
  /** Widths are multiples of it. */
  readonly divisor: number;
  /** Default: the divisor. */
  readonly least?: number | null;
}

/** The multiple of `divisor` next to `width`, at least `least`, and not below nine tenths of the width. TensorFlow's make_divisible. */
export function divisibleWidth(width: number, { divisor, least }: DivisibleWidthOptions): number {
  const nearest = Math.max(least ?? divisor, Math.floor((width + divisor / 2) / divisor) * divisor);
  return nearest < 0.9 * width ? nearest + divisor : nearest;
}

/** A width times a factor: rounded as Python rounds, halves to the even number, and made divisible. */
export const scaledWidth = (width: number, factor: number, options: DivisibleWidthOptions): number =>
  divisibleWidth(roundHalfToEven(width * factor), options);
