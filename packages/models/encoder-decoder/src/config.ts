import {
  ConfigError,
  configParser,
  type Field,
  flag,
  type ModelDefinition,
  nestedConfig,
  oneOf,
  type PretrainedConfig,
} from "@transonnx/core";
import type { EncoderDecoderConfig, EncoderDecoderParts } from "@transonnx/text";

type Json = Readonly<Record<string, unknown>>;

const partField: Field<Json> = {
  expected: "the config of a model",
  accepts: (value): value is Json => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** The fields of an encoder-decoder's own; all others are those of its parts. */
const fields = {
  is_encoder_decoder: oneOf([true], true),
  tie_encoder_decoder: flag(false),
  encoder: partField,
  decoder: partField,
};

const where = "encoder-decoder";

/** Reads the config of two parts, each by its own parser. Throws ConfigError, which names a part's field as `decoder.…`. */
export const parseConfigOf = ({ encoder, decoder }: EncoderDecoderParts) =>
  configParser(where, fields, {
    derive: (config) => ({
      encoder: nestedConfig(where, "encoder", () => encoder.parseConfig(config.encoder)),
      decoder: nestedConfig(where, "decoder", () => decoder.asDecoder!.parseConfig(config.decoder)),
    }),
    check(config) {
      checkInputs(encoder, config.encoder);
      checkWidths(widthOf(encoder, config.encoder), widthOf(decoder, config.decoder), config.decoder);
    },
  }) as (json: Json) => EncoderDecoderConfig;

/** What a whole gives its encoder, and what an encoder does without. */
const INPUTS = ["input_ids", "attention_mask", "token_type_ids", "position_ids"];

/** Throws ConfigError for an encoder that is not one of text. */
function checkInputs({ onnxConfig, modelType }: ModelDefinition, config: PretrainedConfig): void {
  const others = Object.keys(new onnxConfig(config).inputs).filter((name) => !INPUTS.includes(name));
  if (others.length === 0) return;
  throw new ConfigError({
    where,
    field: "encoder.model_type",
    value: modelType,
    expected: "an encoder of text",
    advice: `Models of the type ${modelType} take ${others.join(", ")}`,
  });
}

/** The size of a part's vectors, under whichever name its config has it. */
const widthOf = ({ onnxConfig }: ModelDefinition, config: PretrainedConfig): number =>
  new onnxConfig(config).normalizedConfig.getNumber("hidden_size");

/** A decoder that names the width of what it attends to gets it unprojected. */
function checkWidths(encoder: number, decoder: number, { cross_attention_hidden_size: named }: PretrainedConfig): void {
  if (named === undefined || named === null) return;
  if (named !== encoder || encoder !== decoder)
    throw new ConfigError({
      where,
      field: "decoder.cross_attention_hidden_size",
      value: named,
      expected: `null, as the encoder's vectors have ${encoder} entries and the decoder's ${decoder}`,
    });
}
