/** What the command line's exit codes mean. */
export const ExitCode = {
  ok: 0,
  /** An error that nobody foresaw. */
  unexpected: 1,
  /** Wrong arguments. */
  usage: 2,
  /** The checkpoint or the ONNX file is missing, broken, or contradicts itself. */
  badInput: 3,
  /** Something that is well-formed and not built: a model type, a task, a field of the config, an opset. */
  unsupported: 4,
  /** The export differs from the reference, or could not be compared with it. */
  validation: 5,
  /** The output cannot be written, or exists. */
  output: 6,
  /** The Hugging Face Hub refused, or could not be reached. */
  hub: 7,
  /** A plugin cannot be found or loaded, is not what it says, or is in the way of another. */
  plugin: 8,
  /** Interrupted by SIGINT; 143 by SIGTERM. */
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

const byName: Readonly<Record<string, ExitCode>> = {
  UsageError: ExitCode.usage,
  OptionError: ExitCode.usage,
  UnknownOptionError: ExitCode.usage,
  DuplicateModelTypeError: ExitCode.usage,

  MissingTensorError: ExitCode.badInput,
  UnexpectedTensorError: ExitCode.badInput,
  TensorShapeError: ExitCode.badInput,
  TensorDTypeError: ExitCode.badInput,
  MissingWeightsError: ExitCode.badInput,
  MissingFileError: ExitCode.badInput,
  FileNameError: ExitCode.badInput,
  ReadError: ExitCode.badInput,
  InvalidJsonError: ExitCode.badInput,
  InvalidHeaderError: ExitCode.badInput,
  InvalidIndexError: ExitCode.badInput,
  InvalidPickleError: ExitCode.badInput,
  ForbiddenGlobalError: ExitCode.badInput,
  CheckpointError: ExitCode.badInput,
  OnnxFormatError: ExitCode.badInput,
  GraphError: ExitCode.badInput,
  ReferenceArraysError: ExitCode.badInput,
  PreprocessorError: ExitCode.badInput,

  UnknownModelTypeError: ExitCode.unsupported,
  UnsupportedTaskError: ExitCode.unsupported,
  TaskInferenceError: ExitCode.unsupported,
  UnsupportedFormatError: ExitCode.unsupported,
  LayoutError: ExitCode.unsupported,
  MergeError: ExitCode.unsupported,
  OpsetError: ExitCode.unsupported,
  ModelPackageError: ExitCode.unsupported,

  ShapeError: ExitCode.validation,
  AtolError: ExitCode.validation,
  OutputMatchError: ExitCode.validation,
  NumberOfInputsMatchError: ExitCode.validation,
  NumberOfOutputsMatchError: ExitCode.validation,
  DynamicAxisNameError: ExitCode.validation,
  DTypeError: ExitCode.validation,
  WeightMismatchError: ExitCode.validation,
  IncompleteValidationError: ExitCode.validation,
  RuntimeError: ExitCode.validation,
  RuntimeMissingError: ExitCode.validation,
  MinimumVersionError: ExitCode.validation,

  PluginError: ExitCode.plugin,
  ContractVersionError: ExitCode.plugin,

  HubError: ExitCode.hub,

  OutputError: ExitCode.output,
  OutputExistsError: ExitCode.output,
  OnnxWriteError: ExitCode.output,
};

/** The exit code for an error, by its name: errors of two copies of a package are alike. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof Error)) return ExitCode.unexpected;
  if (error.name === "ConfigError")
    return "allowed" in error && error.allowed !== undefined ? ExitCode.unsupported : ExitCode.badInput;
  if (error.name === "InterruptedError")
    return "signal" in error && error.signal === "SIGTERM" ? ExitCode.terminated : ExitCode.interrupted;
  return byName[error.name] ?? (isSystemError(error) ? ExitCode.output : ExitCode.unexpected);
}

/** Whether the operating system refused something that no package gave a meaning to. */
const isSystemError = (error: Error): boolean => "syscall" in error && "code" in error;
