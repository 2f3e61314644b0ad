import { ConfigError } from "../errors/index.ts";
import type { PretrainedConfig } from "../onnx-config/pretrained-config.ts";
import { count, type Field, flag, oneOf } from "./fields.ts";

/** Fields by Hugging Face's names. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The values that fields parse to, by the fields' names. */
export type ValuesOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** A parsed config: what every model has, and the given fields. */
export type ConfigOf<F extends Fields> = PretrainedConfig & ValuesOf<F>;

/** What `configParser` takes besides the fields. */
export interface ConfigOptions<F extends Fields, D extends object = object> {
  /** transformers' attribute_map: the name used here for one that a file may use instead. */
  readonly aliases?: Readonly<Record<string, keyof F & string>>;
  /** Fields whose default depends on others, with the values that they have: they replace what the file says. */
  readonly derive?: (config: ConfigOf<F>) => D;
  /** What no single field shows. Throws ConfigError, or a RangeError that names the numbers. */
  readonly check?: (config: ConfigOf<F> & D) => void;
  /**
   * Classes that checkpoints name in `auto_map` and whose code transformers has taken over since, such as
   * "modeling_phi3.Phi3ForCausalLM": it loads its own instead, unless told to trust what the checkpoint brings.
   */
  readonly adopted?: readonly string[];
}

/** Fields of every model that change the graph, and the only values that are built. */
const common = {
  is_decoder: oneOf([false], false),
  add_cross_attention: oneOf([false], false),
  is_encoder_decoder: oneOf([false], false),
  tie_word_embeddings: flag(true),
} as const satisfies Fields;

/** Fields whose mere presence means that weights, code or fields are not those of the architecture. */
const refused: Readonly<Record<string, string>> = {
  quantization_config: "Quantised checkpoints are not read; export the original weights",
  auto_map:
    "The checkpoint brings code of its own, which is never run; use a checkpoint of the library's own architecture",
  rope_parameters:
    "transformers 5 wrote the file: put its rope_theta, and all else as rope_scaling, in the place of rope_parameters",
};

/**
 * Reads a config.json: checks the fields that decide the graph, fills in transformers' defaults, and refuses by name what is not built.
 * Fields that are not declared stay as they are. Throws ConfigError.
 */
export function configParser<const F extends Fields, D extends object = object>(
  modelType: string,
  fields: F,
  options: ConfigOptions<F, D> = {},
) {
  const all: Fields = { ...common, ...fields };
  return (json: Readonly<Record<string, unknown>>): ConfigOf<Omit<typeof common, keyof F> & F> & D => {
    const config: Record<string, unknown> = { ...json, model_type: modelType };
    applyAliases(modelType, config, options.aliases);
    if (isAdopted(config.auto_map, options.adopted)) delete config.auto_map;
    for (const [name, advice] of Object.entries(refused))
      if (config[name] !== undefined && config[name] !== null)
        throw new ConfigError({
          where: modelType,
          field: name,
          value: config[name],
          allowed: [null],
          expected: "no such field",
          advice,
        });
    refusePrunedHeads(modelType, config);
    Object.assign(config, readFields(modelType, all, config));
    const parsed = { ...config, ...options.derive?.(config as ConfigOf<F>) };
    options.check?.(parsed as ConfigOf<F> & D);
    return parsed as unknown as ConfigOf<Omit<typeof common, keyof F> & F> & D;
  };
}

/**
 * The declared fields of an object, with defaults where it says nothing. `path` is where the object lies in the config, with
 * a dot at its end: "attn_config.". Throws ConfigError.
 */
export function readFields<const F extends Fields>(
  where: string,
  fields: F,
  values: Readonly<Record<string, unknown>>,
  path = "",
): ValuesOf<F> {
  const read = Object.entries(fields).map(([name, field]) => {
    const value = values[name] === undefined ? field.fallback : values[name];
    if (field.accepts(value)) return [name, value];
    const { expected, allowed } = field;
    throw new ConfigError({ where, field: path + name, value, expected, ...(allowed ? { allowed } : {}) });
  });
  return Object.fromEntries(read);
}

/** Fills in fields from their other names, and notes the names as transformers does. Throws where two names disagree. */
function applyAliases(
  where: string,
  config: Record<string, unknown>,
  aliases?: Readonly<Record<string, string>>,
): void {
  if (!aliases) return;
  for (const [alias, name] of Object.entries(aliases)) {
    const value = config[alias];
    if (value === undefined) continue;
    if (config[name] !== undefined && config[name] !== value)
      throw new ConfigError({
        where,
        field: alias,
        value,
        expected: `${name} = ${JSON.stringify(config[name])}, which is the same field`,
      });
    config[name] = value;
  }
  config.attribute_map = aliases;
}

/** The entries of an `auto_map` for what makes inputs, which no graph depends on. */
const preprocessors: readonly string[] = [
  "AutoTokenizer",
  "AutoProcessor",
  "AutoFeatureExtractor",
  "AutoImageProcessor",
];

/** Whether an `auto_map` names adopted classes only, of this or another repository: "owner/name--module.Class". */
function isAdopted(map: unknown, adopted: readonly string[] = []): boolean {
  if (typeof map !== "object" || map === null) return false;
  const models: readonly (readonly [string, unknown])[] = Object.entries(map);
  return (
    models.length > 0 &&
    models.every(
      ([auto, name]) =>
        preprocessors.includes(auto) || (typeof name === "string" && adopted.includes(name.replace(/^.*--/, ""))),
    )
  );
}

function refusePrunedHeads(modelType: string, { pruned_heads }: Readonly<Record<string, unknown>>): void {
  if (pruned_heads && typeof pruned_heads === "object" && Object.keys(pruned_heads).length > 0)
    throw new ConfigError({
      where: modelType,
      field: "pruned_heads",
      value: pruned_heads,
      allowed: [{}],
      expected: "no pruned heads",
    });
}

/** Throws ConfigError unless `part` divides `whole`: hidden_size by num_attention_heads, say. */
export function requireDivides<C extends PretrainedConfig>(
  config: C,
  whole: keyof C & string,
  part: keyof C & string,
): void {
  if ((config[whole] as number) % (config[part] as number) !== 0)
    throw new ConfigError({
      where: config.model_type,
      field: whole,
      value: config[whole],
      expected: `a multiple of ${part} = ${String(config[part])}`,
    });
}

/** Throws ConfigError unless these lists have as many entries as the list `of`: conv_kernel as conv_dim, say. */
export function requireLengths<C extends PretrainedConfig>(
  config: C,
  of: keyof C & string,
  lists: readonly (keyof C & string)[],
): void {
  const { length } = config[of] as readonly unknown[];
  for (const field of lists)
    if ((config[field] as readonly unknown[]).length !== length)
      throw new ConfigError({
        where: config.model_type,
        field,
        value: config[field],
        expected: `${length} entries, as many as ${of} has`,
      });
}

/** The sizes that every transformer declares alike, at BERT's defaults. */
export const transformerFields = {
  hidden_size: count(768),
  num_hidden_layers: count(12),
  num_attention_heads: count(12),
  intermediate_size: count(3072),
} as const satisfies Fields;
