import { ConfigError } from "../errors/config-error.ts";
import { OptionError } from "../errors/option-error.ts";
import type { PretrainedConfig } from "../onnx-config/pretrained-config.ts";
import { snakeCase } from "./snake-case.ts";

/** Normalised name (snake_case or camelCase) to the path of the field in the config: `{ hidden_size: "n_embd" }`. */
export type AttributePaths = Readonly<Record<string, string>>;

/** The paths of other classes, and further ones. */
export const extendPaths = (
  classes: readonly { readonly attributes: AttributePaths }[],
  own: AttributePaths = {},
): AttributePaths => Object.assign({}, ...classes.map(({ attributes }) => attributes), own);

/** What a normalized config is made with besides its names. */
export interface NormalizedConfigOptions {
  /** Whether names that the class does not have may be added. Default false. */
  readonly allowNew?: boolean;
}

/** A class of normalised configurations, or what `withArgs` makes of one. */
export interface NormalizedConfigClass<N extends NormalizedConfig = NormalizedConfig> {
  new (config: PretrainedConfig, paths?: AttributePaths, options?: NormalizedConfigOptions): N;
  readonly attributes: AttributePaths;
  withArgs<M extends NormalizedConfig>(
    this: NormalizedConfigClass<M>,
    paths: AttributePaths,
    options?: NormalizedConfigOptions,
  ): NormalizedConfigClass<M>;
}

/**
 * A config under names that do not depend on the model: `get("hidden_size")` reads `n_embd` of a GPT-2. Follows
 * optimum.utils.NormalizedConfig (2.1): a path may be dotted (`text_config.hidden_size`); a field that is missing or
 * null is looked up once more through the root config's `attribute_map`; a value that is null counts as absent.
 */
export class NormalizedConfig {
  /** The paths of this class's attributes, by snake_case name. */
  static readonly attributes: AttributePaths = {};

  readonly config: PretrainedConfig;
  readonly #paths: AttributePaths;

  /** `paths` replaces paths of the class for this instance. Throws OptionError for a name that the class lacks. */
  constructor(config: PretrainedConfig, paths: AttributePaths = {}, options: NormalizedConfigOptions = {}) {
    this.config = config;
    const { attributes, name } = this.constructor as typeof NormalizedConfig;
    this.#paths = mergePaths(attributes, paths, options.allowNew ?? false, name);
  }

  /** A subclass with other paths, as a model's `normalizedConfigClass`. */
  static withArgs<N extends NormalizedConfig>(
    this: NormalizedConfigClass<N>,
    paths: AttributePaths,
    options: NormalizedConfigOptions = {},
  ): NormalizedConfigClass<N> {
    // biome-ignore lint/complexity/noThisInStatic: the class that is called is the one to extend
    return derive(this, paths, options) as NormalizedConfigClass<N>;
  }

  /** The value under a normalised name; any other name is a path in the config. Throws ConfigError when absent. */
  get(name: string): unknown {
    const value = this.#find(name);
    if (value !== undefined) return value;
    throw new ConfigError({
      where: this.config.model_type,
      field: this.#pathOf(name),
      advice: `${this.constructor.name} reads its "${snakeCase(name)}" there`,
    });
  }

  /** `get`, for a value that has to be a number. */
  getNumber(name: string): number {
    const value = this.get(name);
    if (typeof value === "number") return value;
    throw new ConfigError({ where: this.config.model_type, field: this.#pathOf(name), value, expected: "a number" });
  }

  /** Whether `get` finds a value. */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** Optimum's name of `has`. */
  hasAttribute(name: string): boolean {
    return this.has(name);
  }

  #pathOf(name: string): string {
    const known = snakeCase(name);
    return Object.hasOwn(this.#paths, known) ? this.#paths[known]! : name;
  }

  #find(name: string): unknown {
    const steps = this.#pathOf(name).split(".");
    const leaf = steps.pop()!;
    const holder = steps.reduce<unknown>(field, this.config);
    const map = field(this.config, "attribute_map");
    const other = field(map, leaf);
    return field(holder, leaf) ?? (typeof other === "string" ? field(this.config, other) : undefined) ?? undefined;
  }
}

function derive(Parent: NormalizedConfigClass, paths: AttributePaths, options: NormalizedConfigOptions) {
  const attributes = mergePaths(Parent.attributes, paths, options.allowNew ?? false, Parent.name);
  const Derived = class extends Parent {
    static override readonly attributes = attributes;
  };
  Object.defineProperty(Derived, "name", { value: Parent.name });
  return Derived;
}

const field = (holder: unknown, name: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;

function mergePaths(own: AttributePaths, given: AttributePaths, allowNew: boolean, where: string): AttributePaths {
  const merged: Record<string, string> = { ...own };
  for (const [key, path] of Object.entries(given)) {
    const name = snakeCase(key);
    if (!allowNew && !Object.hasOwn(own, name))
      throw new OptionError({
        where,
        option: key,
        value: path,
        expected: `one of the attributes ${Object.keys(own).join(", ")}`,
        advice: "Pass { allowNew: true } to add an attribute",
      });
    merged[name] = path;
  }
  return merged;
}
