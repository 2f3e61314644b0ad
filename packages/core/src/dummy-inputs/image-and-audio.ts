import type { DummyImage } from "./preprocessor.ts";
import type { ResolvedPreprocessorOptions } from "./preprocessor-options.ts";
import { createRandomSource } from "./random-source.ts";

/** Images of random pixels. */
export function dummyImages(count: number, options: ResolvedPreprocessorOptions): DummyImage[] {
  const { image_width: width, image_height: height, num_channels: channels, seed } = options;
  const random = createRandomSource(seed);
  return Array.from({ length: count }, () => ({
    data: Uint8ClampedArray.from({ length: width * height * channels }, () => random.integer(0, 256)),
    width,
    height,
    channels,
  }));
}

/** A pure tone at half of the largest amplitude, the same for all. */
export function dummyAudio(count: number, options: ResolvedPreprocessorOptions): Float32Array[] {
  const { sampling_rate: rate, time_duration: seconds, frequency } = options;
  const length = Math.floor(seconds * rate);
  return Array.from({ length: count }, () =>
    Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * frequency * i) / rate)),
  );
}
