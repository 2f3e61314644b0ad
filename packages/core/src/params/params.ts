import { type DType, parameter, scoped, type Tensor } from "@transonnx/graph";
import { MissingTensorError, TensorDTypeError, TensorShapeError } from "../errors/index.ts";

/** What a checkpoint says of a tensor without reading it. */
export interface TensorInfo {
  readonly dtype: string;
  readonly shape: readonly number[];
}
/** A checkpoint's tensors, by name: their types and shapes. */
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
   * old files say `gamma` where newer ones say `weight`. It is float32, whichever floats the file stores; what the file
   * stores as something else is asked for by its dtype.
   * Throws MissingTensorError, TensorShapeError and TensorDTypeError.
   */
  get(name: string | readonly string[], shape: readonly number[], dtype?: DType): Tensor;
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
  const hasScope = scopesOf(index);
  const join = (path: string, step: string | number) => (path === "" ? `${step}` : `${path}.${step}`);

  const at = (path: string): Params => ({
    path,
    at: (...steps) => at(steps.reduce<string>(join, path)),
    has: (name) => index.has(join(path, name)) || hasScope(join(path, name)),
    base: (prefix) => (hasScope(join(path, prefix)) ? at(join(path, prefix)) : at(path)),
    get(name, shape, dtype = "float32") {
      const keys = (typeof name === "string" ? [name] : name).map((n) => join(path, n));
      const key = keys.find((k) => index.has(k)) ?? keys[0]!;
      const info = index.get(key);
      if (!info) throw new MissingTensorError({ tensor: key, alternatives: keys.slice(1), tensors: index.keys() });
      if (info.shape.length !== shape.length || info.shape.some((d, i) => d !== shape[i]))
        throw new TensorShapeError({ tensor: key, expected: shape, found: info.shape });
      const stored = dtype === "float32" ? FLOATS : [dtype];
      if (!stored.includes(info.dtype))
        throw new TensorDTypeError({ tensor: key, expected: stored, found: info.dtype });
      read.add(key);
      let tensor = tensors.get(key);
      if (!tensor) {
        tensor = parameter(key, { dtype, shape });
        tensors.set(key, tensor);
      }
      return tensor;
    },
  });
  return { ...at(""), read };
}

const FLOATS: readonly string[] = ["float32", "float64", "float16", "bfloat16"];

/** Whether a tensor lies below a path. Names are untrusted: they are sorted, not cut into all their prefixes. */
function scopesOf(index: TensorIndex): (path: string) => boolean {
  let sorted: readonly string[] | undefined;
  return (path) => {
    const prefix = `${path}.`;
    sorted ??= [...index.keys()].sort();
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (sorted[middle]! < prefix) from = middle + 1;
      else to = middle;
    }
    return sorted[from]?.startsWith(prefix) ?? false;
  };
}

/**
 * A named piece of a model, `(config, params, …inputs) => tensors`: the nodes that it makes, and the errors that it
 * meets, carry the path of its parameters.
 */
export const block =
  <C, A extends unknown[], R>(build: (config: C, p: Params, ...inputs: A) => R) =>
  (config: C, p: Params, ...inputs: A): R =>
    scoped(p.path, () => build(config, p, ...inputs));
