import { defineModel, type ModelSpec } from "@transonnx/core";
import { type DecoderFamily, type DecoderTask, decoderTasks } from "@transonnx/text";
import type { FamilyConfig } from "./config/family.ts";
import { logits } from "./modeling/decoder.ts";

type Type<C extends FamilyConfig> = Pick<ModelSpec<C>, "modelType" | "parseConfig" | "onnxConfig">;
type Parts<C extends FamilyConfig, T extends DecoderTask> = Pick<DecoderFamily<C, T>, "architectures" | "decode"> &
  Partial<Pick<DecoderFamily<C, T>, "logits">>;

/** A decoder of the family as a model type. Heads are transformers' generic ones, which call both their layers `score`. */
export const defineDecoder = <C extends FamilyConfig, const T extends DecoderTask>({
  modelType,
  parseConfig,
  onnxConfig,
  ...parts
}: Type<C> & Parts<C, T>) =>
  defineModel<C>({
    modelType,
    parseConfig,
    onnxConfig,
    tasks: decoderTasks({ base: "model", logits, tokenHead: "score", ...parts }),
    mayHold: [/(^|\.)rotary_emb\.inv_freq$/, /^(lm_head|score)\./],
  });
