export { type CreateOptions, create } from "./create.ts";
export { CreateError, type CreateExitCode } from "./errors.ts";
export { type ModelFilesOptions, modelFiles, workspaceModelFiles } from "./files.ts";
export { type ModelNames, namesOf } from "./names.ts";
export { type Files, type Modality, modalities } from "./template.ts";
export { type WriteFilesOptions, writeFiles } from "./write-files.ts";
