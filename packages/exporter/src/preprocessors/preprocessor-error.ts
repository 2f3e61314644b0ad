import { TransonnxError } from "@transonnx/core";

/** What a PreprocessorError says: the file, its fields, and the sizes that do not fit. */
export interface PreprocessorErrorFields {
  readonly file: string;
  /** The fields that make the size, dotted where they are nested. */
  readonly fields: readonly string[];
  /** What they say. */
  readonly says: string;
  /** What the model takes. */
  readonly expected: string;
}

/** A checkpoint's preprocessor makes inputs that its model does not take. */
export class PreprocessorError extends TransonnxError {
  override readonly name: string = "PreprocessorError";
  readonly file: string;
  readonly fields: readonly string[];

  constructor({ file, fields, says, expected }: PreprocessorErrorFields) {
    super(`${fields.map((field) => `"${field}"`).join(", ")} ${says}`, {
      where: file,
      expected,
      advice: "Take both files from one checkpoint: the preprocessor does not fit the sizes in config.json",
    });
    this.file = file;
    this.fields = fields;
  }
}
