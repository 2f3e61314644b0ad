import { showName, showNames, showShape } from "./describe.ts";
import { nearNames } from "./near-names.ts";
import { TransonnxError } from "./transonnx-error.ts";

/** A checkpoint lacks a tensor that the model reads. */
export class MissingTensorError extends TransonnxError {
  override readonly name: string = "MissingTensorError";
  readonly tensor: string;
  readonly near: readonly string[];

  /** `alternatives` are other names that would do as well. */
  constructor(fields: {
    tensor: string;
    alternatives?: readonly string[];
    where?: string;
    tensors?: Iterable<string>;
    advice?: string;
  }) {
    const { tensor, alternatives = [], where, tensors = [], advice } = fields;
    const near = nearNames(tensor, tensors);
    super(`the tensor ${[tensor, ...alternatives].map(showName).join(" or ")} is missing`, {
      where: where ?? "checkpoint",
      found: near.length > 0 ? `the similar names ${showNames(near)}` : undefined,
      advice: advice ?? "Check that the weights belong to the architecture that config.json names",
    });
    this.tensor = tensor;
    this.near = near;
  }
}

/** A checkpoint holds tensors that the model does not read. */
export class UnexpectedTensorError extends TransonnxError {
  override readonly name: string = "UnexpectedTensorError";
  readonly tensors: readonly string[];

  constructor({ tensors, where, advice }: { tensors: readonly string[]; where?: string; advice?: string }) {
    const count = tensors.length === 1 ? "1 tensor is" : `${tensors.length} tensors are`;
    super(`${count} not part of the model: ${showNames(tensors)}`, {
      where: where ?? "checkpoint",
      advice: advice ?? "Check that the task and config.json fit the weights",
    });
    this.tensors = tensors;
  }
}

/** A tensor of a checkpoint has another shape than the config says. */
export class TensorShapeError extends TransonnxError {
  override readonly name: string = "TensorShapeError";
  readonly tensor: string;
  readonly expectedShape: readonly number[];
  readonly foundShape: readonly number[];

  constructor(fields: {
    tensor: string;
    expected: readonly number[];
    found: readonly number[];
    where?: string;
    advice?: string;
  }) {
    const { tensor, expected, found, where, advice } = fields;
    super(`the tensor ${showName(tensor)} has the wrong shape`, {
      where: where ?? "checkpoint",
      expected: showShape(expected),
      found: showShape(found),
      advice: advice ?? "Check that config.json belongs to these weights",
    });
    this.tensor = tensor;
    this.expectedShape = expected;
    this.foundShape = found;
  }
}

/** A tensor of a checkpoint has elements of another kind than the model computes with. */
export class TensorDTypeError extends TransonnxError {
  override readonly name: string = "TensorDTypeError";
  readonly tensor: string;
  readonly expectedDTypes: readonly string[];
  readonly foundDType: string;

  constructor({ tensor, expected, found }: { tensor: string; expected: readonly string[]; found: string }) {
    super(`the tensor ${showName(tensor)} has the wrong element type`, {
      where: "checkpoint",
      expected: expected.join(", "),
      found,
      advice: "Check that the weights belong to the architecture, and that they are not quantised",
    });
    this.tensor = tensor;
    this.expectedDTypes = expected;
    this.foundDType = found;
  }
}

/** A folder holds no weights, or not those of the framework that was asked for. */
export class MissingWeightsError extends TransonnxError {
  override readonly name: string = "MissingWeightsError";
  readonly files: readonly string[];
  readonly framework: string | undefined;

  constructor(fields: { where: string; files: readonly string[]; expected: string; framework?: string }) {
    const { where, files, expected, framework } = fields;
    super(
      framework === undefined
        ? "there are no weights"
        : `there are no weights for the framework ${showName(framework)}`,
      {
        where,
        expected,
        found: showNames(files),
        advice:
          framework === undefined
            ? "Name the folder that holds config.json and the weights"
            : "Leave the framework out to take the weights that are there",
      },
    );
    this.files = files;
    this.framework = framework;
  }
}
