import { expect, test } from "@jest/globals";
import { createParams, type TensorInfo } from "@transonnx/core";
import { input, print } from "@transonnx/graph";
import { type ResNetBodyConfig, type ResNetOptions, resnet, timmResnetPaths } from "./resnet.ts";

const config: ResNetBodyConfig = {
  embedding_size: 2,
  hidden_sizes: [2, 4],
  depths: [1, 2],
  layer_type: "basic",
  hidden_act: "relu",
  downsample_in_first_stage: false,
  downsample_in_bottleneck: false,
};

const float32 = (...shape: number[]): TensorInfo => ({ dtype: "float32", shape });

const convolutionAndNorm = (convolution: string, norm: string, out: number, channels: number, kernel: number) => [
  [`${convolution}.weight`, float32(out, channels, kernel, kernel)] as const,
  ...["weight", "bias", "running_mean", "running_var"].map((name) => [`${norm}.${name}`, float32(out)] as const),
];

const transformers = new Map([
  ...convolutionAndNorm("embedder.embedder.convolution", "embedder.embedder.normalization", 2, 3, 7),
  ...[
    ["0.layers.0.layer.0", 2, 2, 3],
    ["0.layers.0.layer.1", 2, 2, 3],
    ["1.layers.0.shortcut", 4, 2, 1],
    ["1.layers.0.layer.0", 4, 2, 3],
    ["1.layers.0.layer.1", 4, 4, 3],
    ["1.layers.1.layer.0", 4, 4, 3],
    ["1.layers.1.layer.1", 4, 4, 3],
  ].flatMap(([path, ...sizes]) =>
    convolutionAndNorm(
      `encoder.stages.${path}.convolution`,
      `encoder.stages.${path}.normalization`,
      ...(sizes as [number, number, number]),
    ),
  ),
]);

const timm = new Map([
  ...convolutionAndNorm("conv1", "bn1", 2, 3, 7),
  ...convolutionAndNorm("layer1.0.conv1", "layer1.0.bn1", 2, 2, 3),
  ...convolutionAndNorm("layer1.0.conv2", "layer1.0.bn2", 2, 2, 3),
  ...convolutionAndNorm("layer2.0.downsample.0", "layer2.0.downsample.1", 4, 2, 1),
  ...convolutionAndNorm("layer2.0.conv1", "layer2.0.bn1", 4, 2, 3),
  ...convolutionAndNorm("layer2.0.conv2", "layer2.0.bn2", 4, 4, 3),
  ...convolutionAndNorm("layer2.1.conv1", "layer2.1.bn1", 4, 4, 3),
  ...convolutionAndNorm("layer2.1.conv2", "layer2.1.bn2", 4, 4, 3),
]);

function mapsOf(tensors: ReadonlyMap<string, TensorInfo>, options?: ResNetOptions) {
  const p = createParams(tensors);
  const pixels = input("pixel_values", { dtype: "float32", shape: ["batch", 3, 64, "width"] });
  const maps = resnet(config, p, pixels, options);
  expect([...p.read].sort()).toEqual([...tensors.keys()].sort());
  return maps;
}

test("every stage gives a feature map, the stem the first", () => {
  expect(mapsOf(transformers).map(({ type }) => type.shape)).toEqual([
    ["batch", 2, 16, "floor((width + 3)/4)"],
    ["batch", 2, 16, "floor((width + 3)/4)"],
    ["batch", 4, 8, "floor((width + 7)/8)"],
  ]);
});

test("with timm's names it is the same", () => {
  const sizes = (maps: ReturnType<typeof mapsOf>) => maps.map(({ type }) => type.shape);
  expect(sizes(mapsOf(timm, { paths: timmResnetPaths }))).toEqual(sizes(mapsOf(transformers)));
});

test("a stride beyond the output stride dilates the convolutions after it", () => {
  const last = mapsOf(timm, { paths: timmResnetPaths, outputStride: 4 }).at(-1)!;
  expect(last.type.shape).toEqual(["batch", 4, 16, "floor((width + 3)/4)"]);
  const dilated = print({ last }).match(/layer2[\w.]*(?=\.weight.*dilations=\[2,2\])/g);
  expect(dilated).toEqual(["layer2.0.conv2", "layer2.1.conv1", "layer2.1.conv2"]);
});
