import { ConfigError } from "../errors/config-error.ts";
import { oneOf } from "./fields.ts";

/** Reads a config that lies in another under `path`: a ConfigError names the field from the root on. */
export function nestedConfig<T>(where: string, path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { field, value, allowed, expected, advice } = error;
    throw new ConfigError({ where, field: `${path}.${field}`, value, allowed, expected, advice });
  }
}

/** The config that lies in another under `path`; an empty one where it has none. Throws ConfigError for anything else. */
export function nestedJson(
  where: string,
  config: Readonly<Record<string, unknown>>,
  path: string,
): Readonly<Record<string, unknown>> {
  const found = config[path] ?? {};
  if (typeof found === "object" && !Array.isArray(found)) return found as Readonly<Record<string, unknown>>;
  throw new ConfigError({ where, field: path, value: found, expected: "an object" });
}

/** The config that lies in another under `path`, or an empty one, as `parse` reads it. Throws ConfigError. */
export function partConfig<C>(
  where: string,
  config: Readonly<Record<string, unknown>>,
  path: string,
  parse: (json: Readonly<Record<string, unknown>>) => C,
): C {
  const part = nestedJson(where, config, path);
  return nestedConfig(where, path, () => parse(part));
}

/** What the config of a decoder has that attends to what an encoder gives. */
export const decoderFields = {
  is_decoder: oneOf([true]),
  add_cross_attention: oneOf([true]),
} as const;
