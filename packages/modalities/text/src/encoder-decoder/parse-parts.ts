import {
  ConfigError,
  configParser,
  type Field,
  type Fields,
  nestedConfig,
  oneOf,
  type PretrainedConfig,
} from "@transonnx/core";
import type { EncoderDecoderConfig, EncoderDecoderParts } from "../onnx-configs/encoder-decoder-base-onnx-config.ts";
import { type Encoders, memoryWidth, widthOfPart } from "./parts.ts";

type Json = Readonly<Record<string, unknown>>;

const partField: Field<Json> = {
  expected: "the config of a model",
  accepts: (value): value is Json => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** What a parser of the config of two parts goes by. */
export interface PartsParserOptions {
  readonly modelType: string;
  readonly encoders: Encoders;
  /** Fields of the whole's own; all others are those of its parts. */
  readonly fields: Fields;
}

/** Reads the config of two parts, each by its own parser. Throws ConfigError, which names a part's field as `decoder.…`. */
export function partsParser(parts: EncoderDecoderParts, { modelType, encoders, fields }: PartsParserOptions) {
  const { encoder, decoder } = parts;
  const own = { is_encoder_decoder: oneOf([true], true), ...fields, encoder: partField, decoder: partField };
  return configParser(modelType, own, {
    derive: (config) => ({
      encoder: nestedConfig(modelType, "encoder", () => encoder.parseConfig(config.encoder as Json)),
      decoder: nestedConfig(modelType, "decoder", () => decoder.asDecoder!.parseConfig(config.decoder as Json)),
    }),
    check(config) {
      checkEncoder(modelType, encoders, parts, config.encoder);
      checkWidths(modelType, parts, config);
    },
  }) as (json: Json) => EncoderDecoderConfig;
}

/** Throws ConfigError for an encoder that reads something else, or does not give a sequence of vectors. */
function checkEncoder(
  where: string,
  { kind, inputs }: Encoders,
  { encoder }: EncoderDecoderParts,
  config: PretrainedConfig,
): void {
  const { modelType, onnxConfig } = encoder;
  const others = Object.keys(new onnxConfig(config).inputs).filter((name) => !inputs.includes(name));
  const isSequence = widthOfPart(encoder, config) !== undefined;
  if (others.length === 0 && isSequence) return;
  const reason = isSequence ? `take ${others.join(", ")}` : "give no sequence of vectors of one hidden_size";
  throw new ConfigError({
    where,
    field: "encoder.model_type",
    value: modelType,
    expected: kind,
    advice: `Models of the type ${modelType} ${reason}`,
  });
}

/** A decoder that names the width of what it attends to gets it unprojected. */
function checkWidths(
  where: string,
  { encoder, decoder }: EncoderDecoderParts,
  config: { readonly encoder: PretrainedConfig; readonly decoder: PretrainedConfig },
): void {
  const { cross_attention_hidden_size: named } = config.decoder;
  if (named === undefined || named === null) return;
  const [given, wanted] = [widthOfPart(encoder, config.encoder), memoryWidth(decoder, config.decoder)];
  if (named !== given || named !== wanted)
    throw new ConfigError({
      where,
      field: "decoder.cross_attention_hidden_size",
      value: named,
      expected: `null, as the encoder's vectors have ${given} entries and the decoder attends to ${wanted}`,
    });
}
