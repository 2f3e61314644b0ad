import { expect, test } from "@jest/globals";
import { type Checkpoint, encodeSafetensors, memorySource, openSafetensors } from "@transonnx/checkpoint";
import { type DType, parameter } from "@transonnx/graph";
import type { WeightSource } from "@transonnx/onnx";
import { parameterData } from "./parameter-data.ts";
import { readParameter } from "./read-parameter.ts";

/** A checkpoint of a vector of each of three dtypes. */
async function checkpointOf(format: Checkpoint["format"]): Promise<Checkpoint> {
  const file = encodeSafetensors([
    ["float", { dtype: "float32", shape: [2], data: Float32Array.of(1.5, -2) }],
    ["half", { dtype: "bfloat16", shape: [2], data: Uint16Array.of(0x3fc0, 0xc000) }],
    ["ids", { dtype: "int64", shape: [2], data: BigInt64Array.of(7n, -8n) }],
  ]);
  const { tensors, metadata } = await openSafetensors(memorySource("model.safetensors", file));
  return { format, tensors, metadata, files: ["model.safetensors"], close: async () => undefined };
}

const asked = (name: string, dtype: DType) => parameter(name, { dtype, shape: [2] });

async function bytesOf(source: unknown): Promise<Uint8Array> {
  const parts: number[] = [];
  for await (const chunk of (source as WeightSource).chunks()) parts.push(...chunk);
  expect(parts.length).toBe((source as WeightSource).byteLength);
  return Uint8Array.from(parts);
}

test("bytes pass as they are, integers too, and floats of two bytes are cast", async () => {
  const { resolve, linked } = parameterData(await checkpointOf("safetensors"), "embed");
  const floats = new Uint8Array(Float32Array.of(1.5, -2).buffer);
  expect(await bytesOf(resolve("float", asked("float", "float32")))).toEqual(floats);
  expect(await bytesOf(resolve("half", asked("half", "float32")))).toEqual(floats);
  expect(await bytesOf(resolve("ids", asked("ids", "int64")))).toEqual(
    new Uint8Array(BigInt64Array.of(7n, -8n).buffer),
  );
  expect(linked.size).toBe(0);
});

test("link: what needs no cast is a range of the checkpoint's file", async () => {
  const checkpoint = await checkpointOf("safetensors");
  const { resolve, linked } = parameterData(checkpoint, "link");
  const { range } = checkpoint.tensors.get("ids")!;
  expect(resolve("ids", asked("ids", "int64"))).toEqual({
    external: { location: "model.safetensors", offset: range?.offset, length: 16 },
  });
  expect(resolve("half", asked("half", "float32"))).toHaveProperty("chunks");
  expect([...linked.keys()]).toEqual(["model.safetensors"]);
});

test("link: a PyTorch file is read, as no runtime maps it", async () => {
  const { resolve, linked } = parameterData(await checkpointOf("pytorch"), "link");
  expect(resolve("float", asked("float", "float32"))).toHaveProperty("chunks");
  expect(linked.size).toBe(0);
});

test("readParameter gives the values that the reference computes with", async () => {
  const checkpoint = await checkpointOf("safetensors");
  expect(await readParameter(checkpoint, "half")).toMatchObject({ dtype: "float32", data: Float32Array.of(1.5, -2) });
  expect(await readParameter(checkpoint, "ids")).toMatchObject({ dtype: "int64", data: BigInt64Array.of(7n, -8n) });
  await expect(readParameter(checkpoint, "idz")).rejects.toThrow(/"idz" is missing: found the similar names ids/);
});
