import { type DType, parameter, scoped, type Tensor } from "@transonnx/graph";
import { MissingTensorError, TensorShapeError } from "../errors/index.ts";

/** What a checkpoint says of a tensor without reading it. */
export interface TensorInfo {
  readonly dtype: string;
  readonly shape: readonly number[];
}
export type TensorIndex = ReadonlyMap<string, TensorInfo>;

/**
 * The checkpoint's tensors as the model's code asks for them: by the name that they have there, at the place where they
 * are used. A path is the only name that a parameter has.
 */
export interface Params {
  /** The path so far, such as `bert.encoder.layer.0`; "" at the root. */
  readonly path: string;
  /** Descends: `p.at("encoder.layer", i)`. */
  at(...steps: readonly (string | number)[]): Params;
  /**
   * The tensor of this name, which must have this shape. Several names are alternatives, the first that is there wins:
   * old files say `gamma` where newer ones say `weight`. Floats are float32 whatever the file stores.
   * Throws MissingTensorError and TensorShapeError.
   */
  get(name: string | readonly string[], shape: readonly number[]): Tensor;
  /** Whether the checkpoint has a tensor of this name, or any below it. */
  has(name: string): boolean;
  /** Descends into a base model where the checkpoint has it under its prefix, and stays where it was saved alone. */
  base(prefix: string): Params;
}

/** The root of a model's parameters, and what was read so far. */
export interface RootParams extends Params {
  /** Names of the tensors that were asked for, in the order of the first request. */
  readonly read: ReadonlySet<string>;
}

/** `index` is all that a checkpoint needs to say: no bytes are read. */
export function createParams(index: TensorIndex): RootParams {
  const tensors = new Map<string, Tensor>();
  const read = new Set<string>();
  const scopes = scopesOf(index);
  const join = (path: string, step: string | number) => (path === "" ? `${step}` : `${path}.${step}`);

  const at = (path: string): Params => ({
    path,
    at: (...steps) => at(steps.reduce<string>(join, path)),
    has: (name) => index.has(join(path, name)) || scopes.has(join(path, name)),
    base: (prefix) => (scopes.has(join(path, prefix)) ? at(join(path, prefix)) : at(path)),
    get(name, shape) {
      const keys = (typeof name === "string" ? [name] : name).map((n) => join(path, n));
      const key = keys.find((k) => index.has(k)) ?? keys[0]!;
      const info = index.get(key);
      if (!info) throw new MissingTensorError({ tensor: key, alternatives: keys.slice(1), tensors: index.keys() });
      if (info.shape.length !== shape.length || info.shape.some((d, i) => d !== shape[i]))
        throw new TensorShapeError({ tensor: key, expected: shape, found: info.shape });
      read.add(key);
      let tensor = tensors.get(key);
      if (!tensor) {
        tensor = parameter(key, { dtype: computeDType(info.dtype), shape });
        tensors.set(key, tensor);
      }
      return tensor;
    },
  });
  return { ...at(""), read };
}

const floats = new Set(["float64", "float32", "float16", "bfloat16"]);

const computeDType = (stored: string): DType => (floats.has(stored) ? "float32" : (stored as DType));

/** Every proper prefix of a tensor's name. */
function scopesOf(index: TensorIndex): ReadonlySet<string> {
  const scopes = new Set<string>();
  for (const name of index.keys())
    for (let dot = name.indexOf("."); dot > 0; dot = name.indexOf(".", dot + 1)) scopes.add(name.slice(0, dot));
  return scopes;
}

/**
 * A named piece of a model, `(config, params, …inputs) => tensors`: the nodes that it makes, and the errors that it
 * meets, carry the path of its parameters.
 */
export const block =
  <C, A extends unknown[], R>(build: (config: C, p: Params, ...inputs: A) => R) =>
  (config: C, p: Params, ...inputs: A): R =>
    scoped(p.path, () => build(config, p, ...inputs));
