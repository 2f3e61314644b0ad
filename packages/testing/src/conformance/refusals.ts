import { ConformanceError } from "./conformance-error.ts";
import { graphText } from "./same-graph.ts";
import { buildSubject, noting, type Subject } from "./subject.ts";

type Json = Readonly<Record<string, unknown>>;

/** No field of any config means it. */
const GARBAGE = "no such value";
/** How deep nested configs are tried. */
const DEPTH = 2;
/** Fields of any checkpoint whose presence means other weights than the architecture's. */
const FOREIGN: Json = { quantization_config: { quant_method: GARBAGE } };

/**
 * A value that nobody means is refused by a ConfigError that names the field, or the graph does not depend on the field: tried on each
 * field of the golden's config.json, of the parsed config, and each that the model's code reads.
 */
export async function garbageIsRefused(subject: Subject): Promise<void> {
  const { definition, golden, where } = subject;
  const read = new Set<string>();
  const text = graphText(buildSubject(noting(definition, read), golden));
  const known = { ...Object.fromEntries([...read].map((field) => [field, undefined])), ...golden.config };
  const parsed: Json = definition.parseConfig(golden.config);
  const paths = fieldPaths({ ...parsed, ...known }, DEPTH);
  for (const path of paths) refusedOrIgnored(subject, text, path, replaced(golden.config, path, GARBAGE));
  for (const [field, value] of Object.entries(FOREIGN)) {
    const error = thrownBy(() => definition.parseConfig({ ...golden.config, [field]: value }));
    if (error?.name !== "ConfigError")
      throw accepted(`${where}, config.json`, field, error, "Read the config with configParser, which refuses it");
  }
}

function refusedOrIgnored({ definition, golden, where }: Subject, text: string, path: readonly string[], config: Json) {
  const field = path.join(".");
  let found: string | undefined;
  const error = thrownBy(() => {
    found = graphText(buildSubject(definition, { ...golden, config }));
  });
  if (error ? isRefusal(error) : found === text) return;
  throw accepted(
    `${where}, config.json`,
    field,
    error,
    "Declare the field in configParser: count, real, flag, oneOf … say what is built",
  );
}

/** A ConfigError, or what a composed model says of a part that it does not know. */
const isRefusal = ({ name }: Error): boolean => name === "ConfigError" || name === "UnknownModelTypeError";

const accepted = (where: string, field: string, error: Error | undefined, advice: string) =>
  new ConformanceError(`a value of "${field}" that is not built is let through`, {
    where,
    expected: `a ConfigError for "${field}"`,
    found: error ? `${error.name}: ${error.message}` : "another graph, and no error",
    advice,
    cause: error,
  });

function thrownBy(run: () => unknown): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function fieldPaths(config: Json, depth: number): readonly (readonly string[])[] {
  return Object.entries(config).flatMap(([field, value]) => {
    const isNested = typeof value === "object" && value !== null && !Array.isArray(value) && depth > 1;
    return [[field], ...(isNested ? fieldPaths(value as Json, depth - 1).map((path) => [field, ...path]) : [])];
  });
}

function replaced(config: Json, [field, ...rest]: readonly string[], value: unknown): Json {
  const inner = config[field!];
  return { ...config, [field!]: rest.length === 0 ? value : replaced((inner ?? {}) as Json, rest, value) };
}
