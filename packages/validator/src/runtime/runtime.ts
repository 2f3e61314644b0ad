import type { DType, NDArray } from "@transonnx/graph";

/** What is used of a browser's `Blob`. */
export interface BlobLike {
  readonly size: number;
  slice(start?: number, end?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file in memory, or a browser's file: of that, checks read the ranges that they need, and ONNX Runtime all. */
export type ModelBytes = Uint8Array | BlobLike;

/**
 * A model to open. In Node a path is better than bytes: ONNX Runtime maps the weights of a file, and copies those of a
 * buffer. In a browser a path is a URL, and a `Blob` is better than bytes.
 */
export type ModelSource =
  | { readonly path: string }
  | {
      readonly bytes: ModelBytes;
      /** Files of external data, by the location that the model names. */
      readonly externalData?: Readonly<Record<string, ModelBytes>>;
      /** The folder that holds external data, in Node, where it is not in `externalData`. */
      readonly folder?: string | undefined;
    };

/** An input or output as a session declares it. */
export interface SessionValue {
  readonly name: string;
  /** undefined: no tensor, or of a type that graphs do not have. */
  readonly dtype: DType | undefined;
  /** A string is a size known at run time; "" has no name. */
  readonly shape: readonly (number | string)[];
}

/** An opened model. */
export interface Session {
  readonly inputs: readonly SessionValue[];
  readonly outputs: readonly SessionValue[];
  /** All outputs. Throws RuntimeError. */
  run(feeds: Readonly<Record<string, NDArray>>): Promise<Readonly<Record<string, NDArray>>>;
  close(): Promise<void>;
}

/** How ONNX Runtime is started. */
export interface SessionOptions {
  /** How far the runtime may rewrite the graph. Default "all", as users run it. */
  readonly optimization?: "disabled" | "basic" | "extended" | "all";
  /** Threads within an operator. Default: the runtime's. */
  readonly threads?: number;
}

/** ONNX Runtime, whichever it is. */
export interface Runtime {
  /** The package's name. */
  readonly name: string;
  readonly version: string;
  /** Throws RuntimeError. */
  open(model: ModelSource, options?: SessionOptions): Promise<Session>;
}
