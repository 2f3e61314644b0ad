import { ConfigError } from "../errors/config-error.ts";
import { TransonnxError } from "../errors/transonnx-error.ts";
import type { Registry } from "../registry/registry.ts";
import type { Composition, ModelDefinition } from "./model-definition.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * The definition that serves a config.json: for a model that is composed of others it has the parts that the config
 * names, from the registry; any other is returned as it is. Throws ConfigError for a part whose model type is missing or
 * cannot be that part, and UnknownModelTypeError, which says for which part.
 */
export async function resolveDefinition(
  definition: ModelDefinition,
  json: Json,
  registry: Registry,
): Promise<ModelDefinition> {
  const { composition, modelType: where } = definition;
  if (!composition) return definition;
  const parts: Record<string, ModelDefinition> = {};
  for (const [part, accepts] of Object.entries(composition.parts)) {
    const modelType = modelTypeOf(where, part, json);
    const loaded = await registry.load(modelType, `${where}, the ${part}`);
    if (!accepts(loaded))
      throw new ConfigError({
        where,
        field: `${part}.model_type`,
        value: modelType,
        allowed: await acceptedBy(accepts, registry),
        advice: `Models of the type ${modelType} cannot be the ${part} of another`,
      });
    parts[part] = loaded;
  }
  return composition.compose(parts, json);
}

/** What a definition does whose parts are not there yet: it throws TransonnxError, with the way to get them. */
export const withoutParts = (modelType: string) => (): never => {
  throw new TransonnxError("it is not known which models it is composed of", {
    where: modelType,
    expected: "the definition that resolveDefinition makes for a config.json",
    advice: "Call resolveDefinition(definition, json, registry), or give a TasksManager the model with its config",
  });
};

/** The model type of a part's config. Throws ConfigError where it has none. */
function modelTypeOf(where: string, part: string, json: Json): string {
  const config = json[part];
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw new ConfigError({ where, field: part, value: config, expected: `the config of the ${part}` });
  const { model_type: modelType } = config as Json;
  if (typeof modelType === "string" && modelType !== "") return modelType;
  throw new ConfigError({
    where,
    field: `${part}.model_type`,
    value: modelType,
    expected: "the name of a model type",
  });
}

/** The model types of a registry that can be a part; a package that cannot be loaded has none. */
async function acceptedBy(accepts: Composition["parts"][string], registry: Registry): Promise<readonly string[]> {
  const loaded = await Promise.allSettled(registry.modelTypes.map((modelType) => registry.load(modelType)));
  return loaded.flatMap((result) =>
    result.status === "fulfilled" && accepts(result.value) ? [result.value.modelType] : [],
  );
}

/** Patterns of a part's tensors as patterns of the whole's, where they lie under a prefix. */
export const patternsBelow = (prefix: string, patterns: readonly RegExp[]): readonly RegExp[] =>
  patterns.map(({ source, flags }) =>
    source.startsWith("^")
      ? new RegExp(`^${prefix}\\.(?:${source.slice(1)})`, flags)
      : new RegExp(`^${prefix}\\..*(?:${source})`, flags),
  );
