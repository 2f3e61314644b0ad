import type { DummyShapeName } from "@transonnx/core";
import type { Command } from "commander";
import { positiveInteger } from "./values.ts";

/** Sizes of the inputs that an export is validated with, under optimum's names. */
const sizes: Readonly<Record<DummyShapeName, string>> = {
  batch_size: "batch",
  sequence_length: "tokens",
  num_choices: "answers of multiple choice",
  width: "width of images",
  height: "height of images",
  num_channels: "channels of images",
  feature_size: "mel or STFT bins",
  nb_max_frames: "frames of audio features",
  audio_sequence_length: "samples of raw audio",
  point_batch_size: "point batches of SAM",
  nb_points_per_image: "points of SAM",
  visual_seq_length: "visual tokens",
};
const names = Object.keys(sizes) as readonly DummyShapeName[];

export type DummyShapeFlags = { readonly [N in DummyShapeName]?: number };

/** Adds a flag for each size: `--batch_size 4`. */
export function addDummyShapes(command: Command): Command {
  command.optionsGroup("Sizes of the inputs of the first case of the validation (the others follow from it):");
  for (const name of names) command.option(`--${name} <n>`, sizes[name], positiveInteger);
  return command;
}

/** The sizes among a command's flags. */
export const dummyShapes = (flags: DummyShapeFlags): DummyShapeFlags =>
  Object.fromEntries(names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]));
