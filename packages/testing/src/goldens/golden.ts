/** A golden: a tiny model whose weights are a formula, inputs, and what PyTorch makes of them. */
export interface Golden {
  readonly modelType: string;
  /** Optimum's name of the task, with `-with-past`. */
  readonly task: string;
  readonly variant: string;
  /** transformers' class that made the outputs. */
  readonly architecture: string;
  /** Put before a tensor's name where its values are drawn: other prefixes give other weights. */
  readonly seedPrefix: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: readonly GoldenTensor[];
  /** Tensors on which no output of the cases depends: a bias that a softmax takes away, experts that no token goes to. */
  readonly unused?: readonly string[];
  readonly cases: readonly GoldenCase[];
}

/** A tensor of the checkpoint: drawn by formula from its name, or given. */
export interface GoldenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** safetensors' name of the dtype. */
  readonly dtype: string;
  readonly offset?: number;
  readonly scale?: number;
  readonly data?: readonly number[];
  readonly base64?: string;
}

/** Inputs of a file, and what it has to come to. */
export interface GoldenCase {
  readonly part: string;
  readonly file: string;
  readonly note?: string;
  readonly inputs: Readonly<Record<string, GoldenValue>>;
  readonly outputs: Readonly<Record<string, GoldenValue>>;
  /** Places whose value is not defined: `output` is skipped where the coordinates at `axes` equal an entry of `at`. */
  readonly dontCare?: readonly DontCare[];
}

/** Places of an output that are not compared, since nothing reads them. */
export interface DontCare {
  readonly output: string;
  readonly axes: readonly number[];
  readonly at: readonly (readonly number[])[];
}

/** Integers and booleans as a flat list, floats as little-endian float32 in base64. */
export interface GoldenValue {
  readonly dtype: "int64" | "int32" | "bool" | "float32";
  readonly shape: readonly number[];
  readonly data?: readonly number[];
  readonly base64?: string;
}
