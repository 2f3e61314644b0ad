import { type AttributePaths, extendPaths, NormalizedConfig } from "./normalized-config.ts";
import { NormalizedTextConfig } from "./normalized-text-config.ts";
import { NormalizedVisionConfig } from "./normalized-vision-config.ts";
import { snakeCase } from "./snake-case.ts";

/**
 * A config that holds one of text and one of pictures: what NormalizedTextConfig knows is looked up in the one whose path
 * `textConfig` is, what NormalizedVisionConfig knows in `visionConfig`. Optimum's NormalizedTextAndVisionConfig.
 */
export class NormalizedTextAndVisionConfig extends NormalizedConfig {
  static override readonly attributes: AttributePaths = extendPaths([NormalizedTextConfig, NormalizedVisionConfig]);
  static readonly textConfig: string | undefined = undefined;
  static readonly visionConfig: string | undefined = undefined;

  override get(name: string): unknown {
    return super.get(this.#prefixed(name));
  }
  override getNumber(name: string): number {
    return super.getNumber(this.#prefixed(name));
  }
  override has(name: string): boolean {
    return super.has(this.#prefixed(name));
  }

  #prefixed(name: string): string {
    const known = snakeCase(name);
    const { textConfig, visionConfig } = this.constructor as typeof NormalizedTextAndVisionConfig;
    for (const [prefix, { attributes }] of [
      [textConfig, NormalizedTextConfig],
      [visionConfig, NormalizedVisionConfig],
    ] as const)
      if (prefix !== undefined && Object.hasOwn(attributes, known)) return `${prefix}.${attributes[known]}`;
    return name;
  }
}
