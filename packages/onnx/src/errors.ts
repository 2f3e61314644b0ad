/** The brand of every error of transonnx that is thrown on purpose. */
const TRANSONNX_ERROR = Symbol.for("transonnx.Error");

/** Bytes that are not an ONNX file, or an ONNX file that is damaged or asks for what this reader refuses. */
export class OnnxFormatError extends Error {
  override name = "OnnxFormatError";
  readonly [TRANSONNX_ERROR] = true;
  /** The file and the place in it: `model.onnx: graph.initializer[3]`. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;

  constructor(where: string, expected: string, found: string, options?: { cause?: unknown }) {
    super(`${where}: expected ${expected}, found ${found}`, options);
    this.where = where;
    this.expected = expected;
    this.found = found;
  }
}

/** A model that cannot be written: its parts contradict each other, or it exceeds what the format can hold. */
export class OnnxWriteError extends Error {
  override name = "OnnxWriteError";
  readonly [TRANSONNX_ERROR] = true;
  /** The initializer that is at fault, where one is. */
  readonly initializer: string | undefined;

  constructor(message: string, options?: { initializer?: string; cause?: unknown }) {
    super(message, options);
    this.initializer = options?.initializer;
  }
}
