import { NormalizedConfig } from "./normalized-config.ts";

/**
 * A config that is composed of an encoder's and a decoder's, whose names it looks up in the parts' own: in the encoder's
 * what both have. Optimum's NormalizedEncoderDecoderConfig.
 */
export class NormalizedEncoderDecoderConfig extends NormalizedConfig {
  /** Optimum's ENCODER_NORMALIZED_CONFIG_CLASS, which is an instance: set by the OnnxConfig. */
  encoder: NormalizedConfig | undefined;
  /** The same for the decoder. */
  decoder: NormalizedConfig | undefined;

  override get(name: string): unknown {
    return this.#partWith(name)?.get(name) ?? super.get(name);
  }

  override getNumber(name: string): number {
    return this.#partWith(name)?.getNumber(name) ?? super.getNumber(name);
  }

  override has(name: string): boolean {
    return this.#partWith(name) !== undefined || super.has(name);
  }

  #partWith(name: string): NormalizedConfig | undefined {
    return [this.encoder, this.decoder].find((part) => part?.has(name));
  }
}
