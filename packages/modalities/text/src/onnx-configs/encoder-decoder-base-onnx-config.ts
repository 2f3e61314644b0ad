import {
  type Axes,
  type AxesByName,
  ConfigBehavior,
  type DummyInputGeneratorClass,
  type ModelDefinition,
  type NormalizedConfig,
  type NormalizedConfigClass,
  NormalizedEncoderDecoderConfig,
  type OnnxConfig,
  OnnxConfigWithPast,
  OnnxSeq2SeqConfigWithPast,
  type OnnxSeq2SeqConfigWithPastOptions,
  OptionError,
  type PastDirection,
  type PretrainedConfig,
  type ResolvedDummyOptions,
  withoutParts,
} from "@transonnx/core";
import {
  DummyDecoderTextInputGenerator,
  DummySeq2SeqDecoderTextInputGenerator,
} from "../dummy-inputs/dummy-decoder-text-input-generator.ts";
import { DummyTextInputGenerator } from "../dummy-inputs/dummy-text-input-generator.ts";

/** The definitions that a model is composed of. */
export interface EncoderDecoderParts {
  readonly encoder: ModelDefinition;
  readonly decoder: ModelDefinition;
}

/** A config that holds those of an encoder and a decoder. */
export type EncoderDecoderConfig = PretrainedConfig & {
  readonly encoder: PretrainedConfig;
  readonly decoder: PretrainedConfig;
};

/** A class of configurations for two parts, or one that `withParts` makes of it. */
export interface EncoderDecoderClass<T extends EncoderDecoderBaseOnnxConfig = EncoderDecoderBaseOnnxConfig> {
  new (config: EncoderDecoderConfig, task?: string, options?: OnnxSeq2SeqConfigWithPastOptions): T;
  readonly parts: EncoderDecoderParts | undefined;
  readonly supportsPast: boolean;
  readonly variants: Readonly<Record<string, string>>;
  readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[];
  withParts<O extends EncoderDecoderBaseOnnxConfig>(
    this: EncoderDecoderClass<O>,
    parts: EncoderDecoderParts,
  ): EncoderDecoderClass<O>;
}

/**
 * Configuration of any encoder with any decoder of text: what a past consists of, and how it is called, the decoder's own
 * configuration says. Follows optimum's EncoderDecoderBaseOnnxConfig. The class for two definitions is made by
 * `withParts`.
 */
export abstract class EncoderDecoderBaseOnnxConfig extends OnnxSeq2SeqConfigWithPast<EncoderDecoderConfig> {
  static override readonly normalizedConfigClass: NormalizedConfigClass = NormalizedEncoderDecoderConfig;
  static override readonly dummyInputGeneratorClasses: readonly DummyInputGeneratorClass[] = [DummyTextInputGenerator];
  static override readonly forwardParameters: readonly string[] | undefined = [
    "input_ids",
    "attention_mask",
    "decoder_input_ids",
    "decoder_attention_mask",
    "encoder_outputs",
    "past_key_values",
  ];
  static readonly parts: EncoderDecoderParts | undefined = undefined;

  declare readonly normalizedConfig: NormalizedEncoderDecoderConfig;
  readonly encoderOnnxConfig: OnnxConfig;
  readonly decoderOnnxConfig: OnnxConfig;

  /** Throws OptionError for a past that the decoder does not have. */
  constructor(config: EncoderDecoderConfig, task?: string, options: OnnxSeq2SeqConfigWithPastOptions = {}) {
    super(config, task, options);
    const { name, parts } = new.target;
    if (!parts) throw withoutParts(config.model_type)();
    const { usePast, usePastInInputs, behavior, intDtype, floatDtype, preprocessors } = this;
    if (usePast && !parts.decoder.onnxConfig.supportsPast)
      throw new OptionError({
        where: name,
        option: "usePast",
        value: usePast,
        allowed: [false],
        advice: `The decoder is a ${parts.decoder.modelType}, which keeps no past keys and values`,
      });
    const common = { intDtype, floatDtype, preprocessors };
    const past = { ...common, usePast, usePastInInputs, behavior };
    this.encoderOnnxConfig = new parts.encoder.onnxConfig(config.encoder, "feature-extraction", common);
    this.decoderOnnxConfig = new parts.decoder.onnxConfig(config.decoder, "feature-extraction", past);
    this.normalizedConfig.encoder = this.encoderOnnxConfig.normalizedConfig;
    this.normalizedConfig.decoder = this.decoderOnnxConfig.normalizedConfig;
  }

  /** The class for two definitions, under the same name; it has tasks with past where the decoder keeps one. */
  static withParts<T extends EncoderDecoderBaseOnnxConfig>(
    this: EncoderDecoderClass<T>,
    parts: EncoderDecoderParts,
  ): EncoderDecoderClass<T> {
    // biome-ignore lint/complexity/noThisInStatic: the class that is called is the one to extend
    return derive(this, parts) as EncoderDecoderClass<T>;
  }

  override get inputs(): AxesByName {
    const inputs: Record<string, Axes> = {};
    const memory = { 0: "batch_size", 1: "encoder_sequence_length" } as const;
    inputs[this.behavior === ConfigBehavior.DECODER ? "encoder_outputs" : "input_ids"] = memory;
    inputs.attention_mask = memory;
    if (this.behavior !== ConfigBehavior.ENCODER) this.addDecoderInputs(inputs);
    return inputs;
  }

  override addPastKeyValues(inputsOrOutputs: Record<string, Axes>, direction: PastDirection): void {
    if (this.decoderOnnxConfig instanceof OnnxConfigWithPast)
      this.decoderOnnxConfig.addPastKeyValues(inputsOrOutputs, direction);
  }

  override fillWithPastKeyValues(inputsOrOutputs: Record<string, Axes>, direction: PastDirection): void {
    if (this.decoderOnnxConfig instanceof OnnxConfigWithPast)
      this.decoderOnnxConfig.fillWithPastKeyValues(inputsOrOutputs, direction);
  }

  override flattenPastKeyValues<T>(name: string, index: number, layer: readonly T[]): Readonly<Record<string, T>> {
    return this.decoderOnnxConfig instanceof OnnxConfigWithPast
      ? this.decoderOnnxConfig.flattenPastKeyValues(name, index, layer)
      : {};
  }

  protected override hasEncoderKeys(direction: PastDirection): boolean {
    return this.decoderOnnxConfig instanceof OnnxSeq2SeqConfigWithPast && super.hasEncoderKeys(direction);
  }

  override get numLayers(): readonly [encoder: number, decoder: number] {
    return [ofPart(this.encoderOnnxConfig, "encoder_num_layers"), ofPart(this.decoderOnnxConfig, "decoder_num_layers")];
  }

  override get numAttentionHeads(): readonly [encoder: number, decoder: number] {
    return [
      ofPart(this.encoderOnnxConfig, "encoder_num_attention_heads"),
      ofPart(this.decoderOnnxConfig, "decoder_num_attention_heads"),
    ];
  }

  protected override normalizedConfigOf(generator: DummyInputGeneratorClass): NormalizedConfig {
    const { encoder, decoder } = this.normalizedConfig;
    return generator === DummyDecoderTextInputGenerator || makesPast(generator) ? decoder! : encoder!;
  }

  /** An encoder's texts are as long as what the decoder is given of them. */
  protected override dummyOptionsOf(
    generator: DummyInputGeneratorClass,
    resolved: ResolvedDummyOptions,
  ): ResolvedDummyOptions {
    if (generator !== DummyTextInputGenerator) return resolved;
    return { ...resolved, sequence_length: resolved.encoder_sequence_length };
  }
}

function derive(Parent: EncoderDecoderClass, parts: EncoderDecoderParts): EncoderDecoderClass {
  const generators = [...Parent.dummyInputGeneratorClasses, ...decoderGenerators(parts.decoder)];
  const Derived = class extends Parent {
    static override readonly parts = parts;
    static override readonly dummyInputGeneratorClasses = generators;
    static override readonly supportsPast = parts.decoder.onnxConfig.supportsPast;
  };
  Object.defineProperty(Derived, "name", { value: Parent.name });
  return Derived;
}

const makesPast = ({ supportedInputNames }: DummyInputGeneratorClass): boolean =>
  supportedInputNames.includes("past_key_values");

/** The decoder's tokens, what the encoder gives, and the past as the decoder's own configuration makes it. */
const decoderGenerators = ({ onnxConfig }: ModelDefinition): readonly DummyInputGeneratorClass[] => [
  DummyDecoderTextInputGenerator,
  DummySeq2SeqDecoderTextInputGenerator,
  ...(onnxConfig as unknown as typeof OnnxConfig).dummyInputGeneratorClasses.filter(makesPast),
];

/** A part's own count, under the name that it has as one half of a whole, or as a whole. */
function ofPart({ normalizedConfig }: OnnxConfig, name: string): number {
  const whole = name.replace(/^(en|de)coder_/, "");
  const names = [name, whole, whole.replace(/^num_layers$/, "num_hidden_layers")];
  return normalizedConfig.getNumber(names.find((each) => normalizedConfig.has(each)) ?? whole);
}
