import { NormalizedConfig } from "./normalized-config.ts";
import { snakeCase } from "./snake-case.ts";

/**
 * A config that is composed of an encoder's and a decoder's, whose names it looks up in the parts' own: in the encoder's
 * what both have. `decoder_vocab_size` is the decoder's `vocab_size` where no part has that very name, and so on. Optimum's
 * NormalizedEncoderDecoderConfig.
 */
export class NormalizedEncoderDecoderConfig extends NormalizedConfig {
  /** Optimum's ENCODER_NORMALIZED_CONFIG_CLASS, which is an instance: set by the OnnxConfig. */
  encoder: NormalizedConfig | undefined;
  /** The same for the decoder. */
  decoder: NormalizedConfig | undefined;

  override get(name: string): unknown {
    const found = this.#find(name);
    return found ? found.part.get(found.name) : super.get(name);
  }

  override getNumber(name: string): number {
    const found = this.#find(name);
    return found ? found.part.getNumber(found.name) : super.getNumber(name);
  }

  override has(name: string): boolean {
    return this.#find(name) !== undefined || super.has(name);
  }

  /** The part that knows a name, and how it calls it. */
  #find(name: string): { readonly part: NormalizedConfig; readonly name: string } | undefined {
    const { encoder, decoder } = this;
    const [, role, own = ""] = /^(encoder|decoder)_(.+)$/.exec(snakeCase(name)) ?? [];
    const places = [
      [encoder, name],
      [decoder, name],
      [role === "encoder" ? encoder : decoder, own],
    ] as const;
    for (const [part, called] of places) if (called !== "" && part?.has(called)) return { part, name: called };
    return undefined;
  }
}
