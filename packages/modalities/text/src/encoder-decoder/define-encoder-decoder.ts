import {
  defineModel,
  type Fields,
  type Forward,
  type ModelDefinition,
  patternsBelow,
  type Task,
  withoutParts,
} from "@transonnx/core";
import type {
  EncoderDecoderClass,
  EncoderDecoderConfig,
  EncoderDecoderParts,
} from "../onnx-configs/encoder-decoder-base-onnx-config.ts";
import { decoderOf, encoderOf } from "./forward.ts";
import { partsParser } from "./parse-parts.ts";
import { type Encoders, isEncoder } from "./parts.ts";

type Json = Readonly<Record<string, unknown>>;

/** A model of any encoder of a kind and any decoder of text. */
export interface EncoderDecoderSpec {
  /** `model_type` of config.json. */
  readonly modelType: string;
  /** Its one task, and transformers' class for it. */
  readonly task: Task;
  readonly architecture: string;
  readonly onnxConfig: EncoderDecoderClass;
  readonly encoders: Encoders;
  /** Fields of the whole's own config besides `encoder` and `decoder`. Default none. */
  readonly fields?: Fields;
  /** What the encoder computes. Default: what its graph for feature extraction gives. */
  readonly encoder?: (parts: EncoderDecoderParts) => Forward<EncoderDecoderConfig>;
  /** Tensors that a config's checkpoint may hold unread, besides those that the parts' may. Default none. */
  readonly mayHold?: (json: Json) => readonly RegExp[];
}

/**
 * A model that is composed of two of a registry: `resolveDefinition` makes it for the parts that a config.json names. An encoder and a
 * decoder that were trained apart (https://arxiv.org/abs/1907.12461), as in transformers' modeling_encoder_decoder.py.
 */
export function defineEncoderDecoder(spec: EncoderDecoderSpec): ModelDefinition {
  const { modelType, task, architecture, onnxConfig, encoders, fields = {}, encoder = encoderOf } = spec;
  const unknown = withoutParts(modelType);
  return defineModel<EncoderDecoderConfig>({
    modelType,
    parseConfig: unknown,
    onnxConfig,
    tasks: { [task]: { architecture, encoder: unknown, decoder: unknown } },
    mayHold: [],
    composition: {
      parts: {
        encoder: (definition) => isEncoder(encoders, definition),
        decoder: ({ asDecoder }) => asDecoder !== undefined,
      },
      compose: (named, json) => compose({ encoder: named.encoder!, decoder: named.decoder! }, json),
    },
  });

  function compose(parts: EncoderDecoderParts, json: Json): ModelDefinition {
    return defineModel<EncoderDecoderConfig>({
      modelType,
      parseConfig: partsParser(parts, { modelType, encoders, fields }),
      onnxConfig: onnxConfig.withParts(parts),
      tasks: { [task]: { architecture, encoder: encoder(parts), decoder: decoderOf(parts) } },
      mayHold: [
        ...patternsBelow("encoder", parts.encoder.mayHold),
        ...patternsBelow("decoder", parts.decoder.mayHold),
        ...(spec.mayHold?.(json) ?? []),
      ],
    });
  }
}
