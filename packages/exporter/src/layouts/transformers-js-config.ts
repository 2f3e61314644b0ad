import type { JsonValue } from "@transonnx/checkpoint";
import type { Json } from "../prepare/read-config.ts";
import type { LaidOutExport } from "./layout.ts";

/** Where config.json keeps what is for Transformers.js alone. */
const OWN = "transformers.js_config";

/**
 * The config.json of an export for Transformers.js: that of the checkpoint, and under `transformers.js_config` the element
 * type, without which it looks for quantised files on wasm, and which files have their weights beside them.
 */
export function transformersJsConfig({ prepared, models }: LaidOutExport): Json {
  const { configJson } = prepared;
  const { [OWN]: given } = configJson;
  const own = isObject(given) ? given : {};
  const beside = externalFormats(own.use_external_data_format, models);
  return {
    ...configJson,
    ...namesOfTheCache(prepared),
    [OWN]: { ...own, dtype: "fp32", ...(beside ? { use_external_data_format: beside } : {}) },
  };
}

/** By name of the file, in how many files its weights lie: what is known of other files is kept. */
function externalFormats(known: JsonValue | undefined, models: LaidOutExport["models"]): Json | undefined {
  if (known === undefined && !models.some(({ hasExternalData }) => hasExternalData)) return undefined;
  const ours = models.map(({ file, hasExternalData }) => [file.slice(file.lastIndexOf("/") + 1), hasExternalData]);
  return { ...(isObject(known) ? known : {}), ...Object.fromEntries(ours) };
}

/**
 * The fields from which Transformers.js makes the names of past keys and values, where config.json leaves them to their
 * default or spells them in an old way. A falcon's `multi_query` would mean keys and values in one tensor.
 */
function namesOfTheCache({ configJson, parts, merged }: LaidOutExport["prepared"]): Json {
  const { normalizedConfig, config } = parts[0]!.graph.onnxConfig;
  const { attributes } = normalizedConfig.constructor as { readonly attributes?: Readonly<Record<string, string>> };
  const fields: Record<string, JsonValue> = {};
  for (const name of ["num_layers", "encoder_num_layers", "decoder_num_layers"]) {
    const field = attributes?.[name];
    if (field === undefined || !normalizedConfig.has(name) || (configJson[field] ?? undefined) !== undefined) continue;
    if (Object.hasOwn(config, field)) fields[field] = config[field] as JsonValue;
  }
  if (merged) fields.is_encoder_decoder = true;
  if (configJson.multi_query === true) fields.multi_query = false;
  return fields;
}

const isObject = (value: JsonValue | undefined): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
