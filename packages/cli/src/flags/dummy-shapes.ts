import type { DummyShapeName } from "@transonnx/core";
import type { Command } from "commander";
import { positiveInteger } from "./values.ts";

/** Sizes of the inputs that an export is validated with, under optimum's names and with its defaults. */
const sizes: Readonly<Record<DummyShapeName, string>> = {
  batch_size: "batch (2)",
  sequence_length: "tokens (16)",
  num_choices: "answers of multiple choice (4)",
  width: "width of images (64)",
  height: "height of images (64)",
  num_channels: "channels of images (3)",
  feature_size: "mel or STFT bins (80)",
  nb_max_frames: "frames of audio features (3000)",
  audio_sequence_length: "samples of raw audio (16000)",
  point_batch_size: "point batches of SAM (3)",
  nb_points_per_image: "points of SAM (2)",
  visual_seq_length: "visual tokens (16)",
};
const names = Object.keys(sizes) as readonly DummyShapeName[];

export type DummyShapeFlags = { readonly [N in DummyShapeName]?: number };

/** Adds a flag for each size: `--batch_size 4`. */
export function addDummyShapes(command: Command): Command {
  command.optionsGroup("Sizes of the inputs for validation (default):");
  for (const name of names) command.option(`--${name} <n>`, sizes[name], positiveInteger);
  return command;
}

/** The sizes among a command's flags. */
export const dummyShapes = (flags: DummyShapeFlags): DummyShapeFlags =>
  Object.fromEntries(names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]));
