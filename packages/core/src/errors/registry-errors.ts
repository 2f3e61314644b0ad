import { showName, showNames } from "./describe.ts";
import { nearNames } from "./near-names.ts";
import { TransonnxError } from "./transonnx-error.ts";

/** No definition of a model type is in the registry. */
export class UnknownModelTypeError extends TransonnxError {
  override readonly name: string = "UnknownModelTypeError";
  readonly modelType: string;
  readonly known: readonly string[];
  readonly near: readonly string[];
  /** The package that serves the model type, where it is known. */
  readonly package: string | undefined;

  constructor(fields: { modelType: string; known: readonly string[]; package?: string; where?: string }) {
    const { modelType, known, where } = fields;
    const near = nearNames(modelType, known);
    super(`the model type ${showName(modelType)} is not in the registry`, {
      where: where ?? "registry",
      expected: `one of ${showNames(known)}`,
      advice: fields.package
        ? `Install ${fields.package} and pass its definition to createRegistry`
        : `${near.length > 0 ? `The nearest known: ${near.join(", ")}. ` : ""}Install a plugin that serves it, or write one: a package that exports defineModel({ … }), as the README of @transonnx/core shows under "A model type of your own"`,
    });
    this.modelType = modelType;
    this.known = known;
    this.near = near;
    this.package = fields.package;
  }
}

/** Two entries of a registry serve the same model type. */
export class DuplicateModelTypeError extends TransonnxError {
  override readonly name: string = "DuplicateModelTypeError";
  readonly modelType: string;

  constructor({ modelType }: { modelType: string }) {
    super(`the model type "${modelType}" is there twice`, {
      where: "registry",
      advice: "Leave one of the two out, or replace it by registry.extend(entries, { overwriteExisting: true })",
    });
    this.modelType = modelType;
  }
}

/** A definition was made for another version of what definitions and this copy of transonnx agree on. */
export class ContractVersionError extends TransonnxError {
  override readonly name: string = "ContractVersionError";
  readonly modelType: string;
  /** The package that serves the model type, where it is known. */
  readonly package: string | undefined;
  /** The `CONTRACT_VERSION` that it was made for; undefined: it says none. */
  readonly builtFor: number | undefined;
  /** The `CONTRACT_VERSION` of this copy. */
  readonly current: number;

  constructor(fields: { modelType: string; package?: string; builtFor?: number; current: number; where?: string }) {
    const { modelType, package: name, builtFor, current } = fields;
    const served = fields.where === undefined ? (name ?? `the definition of ${showName(modelType)}`) : "it";
    const older = builtFor === undefined || builtFor < current;
    super(
      `${served} was built for ${builtFor === undefined ? "no version" : `version ${builtFor}`} of the contract between models and transonnx`,
      {
        where: fields.where ?? "registry",
        expected: `version ${current}, that of this transonnx`,
        advice: older
          ? `Install a version of ${name ?? "its package"} that was built with the @transonnx/core of this one, or ask its author for one`
          : `Update transonnx and all @transonnx packages, or install an older version of ${name ?? "its package"}`,
      },
    );
    this.modelType = modelType;
    this.package = name;
    this.builtFor = builtFor;
    this.current = current;
  }
}

/** A package of a lazy entry could not be loaded, or holds something else. */
export class ModelPackageError extends TransonnxError {
  override readonly name: string = "ModelPackageError";
  readonly modelType: string;
  readonly package: string;

  constructor(fields: { modelType: string; package: string; found?: string; cause?: unknown }) {
    super(
      fields.found === undefined
        ? `the package ${fields.package}, which serves the model type "${fields.modelType}", cannot be loaded`
        : `the package ${fields.package} does not define the model type "${fields.modelType}"`,
      {
        where: "registry",
        found: fields.found ?? (fields.cause instanceof Error ? fields.cause.message : undefined),
        advice: `Run npm install ${fields.package}, in the version of the other @transonnx packages`,
        cause: fields.cause,
      },
    );
    this.modelType = fields.modelType;
    this.package = fields.package;
  }
}
