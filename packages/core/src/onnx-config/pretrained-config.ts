import { ConfigError } from "../errors/config-error.ts";

/**
 * A model's configuration: the fields of its config.json under Hugging Face's names, with the defaults that the
 * model's parser fills in. `attribute_map` (name of transformers to name of this config) may be among them.
 */
export type PretrainedConfig = Readonly<Record<string, unknown>> & { readonly model_type: string };

/**
 * How many labels a classification head has, as transformers counts: the entries of `id2label`, else `num_labels`,
 * else 2. Throws ConfigError where either field is not what it should be.
 */
export function numLabels(config: Readonly<Record<string, unknown>>): number {
  const { id2label, num_labels: count } = config;
  const where = typeof config.model_type === "string" ? config.model_type : undefined;
  if (id2label !== undefined && id2label !== null) {
    if (typeof id2label !== "object")
      throw new ConfigError({ where, field: "id2label", value: id2label, expected: "an object or a list of labels" });
    return Object.keys(id2label).length;
  }
  if (count === undefined || count === null) return 2;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1)
    throw new ConfigError({ where, field: "num_labels", value: count, expected: "a positive integer" });
  return count;
}
