import { isTransonnxError, type TransonnxError } from "@transonnx/core";
import { OutputError } from "../outputs/errors.ts";

interface Explanation {
  readonly problem: string;
  readonly advice: string;
}

const NO_SPACE = {
  problem: "the disk is full",
  advice: "Free some space, or choose an output on another disk; nothing was left behind",
};
const NO_RIGHT = {
  problem: "it may not be written",
  advice: "Choose a folder that may be written, or change its permissions",
};
const NO_FOLDER = {
  problem: "a file lies where a folder is needed",
  advice: "Name a folder that does not exist yet, or remove the file",
};

const explanations: Readonly<Record<string, Explanation>> = {
  ENOSPC: NO_SPACE,
  EDQUOT: { ...NO_SPACE, problem: "the disk quota is used up" },
  EFBIG: {
    problem: "the file system does not take files of this size",
    advice: "Choose an output on another file system",
  },
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: { problem: "the file system is read-only", advice: "Choose an output on another file system" },
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENAMETOOLONG: { problem: "its name is too long for the file system", advice: "Choose a shorter name" },
};

/** A failure of the operating system in the words of an export. */
export function outputError(output: string, cause: unknown): TransonnxError {
  if (isTransonnxError(cause)) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  const { problem, advice } = explanations[code ?? ""] ?? {
    problem: "it cannot be written",
    advice: "Check the folder that the output lies in",
  };
  return new OutputError({ output, problem, found: code ?? message, advice, code, cause });
}

/** Awaits what the operating system does for an output. Throws OutputError where it fails. */
export async function writing<T>(output: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw outputError(output, cause);
  }
}

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;
