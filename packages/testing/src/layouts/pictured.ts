import { readFileSync } from "node:fs";
import path from "node:path";
import { RawImage, type Tensor } from "@huggingface/transformers";
import { memoryFolder } from "@transonnx/checkpoint";
import { createRegistry, type ModelDefinition } from "@transonnx/core";
import { exportModel } from "@transonnx/exporter";
import { nodeOutput } from "@transonnx/exporter/node";
import { goldenDifference } from "../goldens/compare.ts";
import type { GoldenValue } from "../goldens/golden.ts";
import { goldenArray } from "../goldens/golden-arrays.ts";
import { goldenFiles } from "../goldens/golden-files.ts";
import { readGoldens } from "../goldens/read-goldens.ts";
import { wordTokenizer } from "./word-tokenizer.ts";

export type Floats = Pick<GoldenValue, "shape" | "base64">;

/** fixtures/pictures: what transformers makes of a generated picture, from its image processor to the answer. */
export interface Pictured {
  /** The task of the golden whose config and weights the model has. */
  readonly golden: string;
  readonly preprocessorConfig: Readonly<Record<string, unknown>>;
  readonly picture: { readonly width: number; readonly height: number };
  readonly pixelValues: Floats;
}

export const fixtures = new URL("../../../../fixtures/", import.meta.url);

export const readPictured = <P extends Pictured>({ modelType }: ModelDefinition): P =>
  JSON.parse(readFileSync(new URL(`pictures/${modelType}.json`, fixtures), "utf8"));

/** Exports the golden into `folder`, with a tokenizer and an image processor; the name under which Transformers.js finds it there. */
export async function exportPictured(
  definition: ModelDefinition,
  { golden: task, preprocessorConfig }: Pictured,
  folder: string,
): Promise<string> {
  const { modelType } = definition;
  const golden = readGoldens(new URL(`goldens/${modelType}`, fixtures)).find((each) => each.task === task)!;
  const texts = golden.config.text_config as { vocab_size: number; max_position_embeddings: number } | undefined;
  const checkpoint = memoryFolder({
    ...goldenFiles(golden),
    ...(texts &&
      wordTokenizer(texts.vocab_size, 1, { paddingSide: "right", maxLength: texts.max_position_embeddings })),
    "preprocessor_config.json": JSON.stringify(preprocessorConfig),
  });
  const output = nodeOutput(path.join(folder, modelType));
  await exportModel({ checkpoint, registry: createRegistry([definition]), task, layout: "transformers.js", output });
  return modelType;
}

export function pictureOf({ picture: { width, height } }: Pictured): RawImage {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / (3 * width))];
    data[i] = (37 * x + 71 * y + 101 * c + 13 * x * y) % 256;
  }
  return new RawImage(data, width, height, 3);
}

/** The largest difference of a tensor from what transformers gives. */
export function floatsDifference(found: Tensor, expected: Floats): number {
  const array = { dtype: "float32", shape: found.dims, data: found.data as Float32Array } as const;
  return goldenDifference("found", goldenArray({ dtype: "float32", ...expected }), array);
}
