import { isTransonnxError } from "@transonnx/core";
import { OutputError } from "./errors.ts";

interface Explanation {
  readonly problem: string;
  readonly advice: string;
}

const NO_RIGHT: Explanation = {
  problem: "it may not be written",
  advice: "Choose the folder again and allow the page to write, or choose another one",
};

/** The failures of a browser's files, by the name of its DOMException. */
const explanations: Readonly<Record<string, Explanation>> = {
  QuotaExceededError: {
    problem: "the browser's storage is full",
    advice:
      "Free some space on the disk, or remove data of other pages in the browser's settings; nothing was left behind",
  },
  NotAllowedError: NO_RIGHT,
  SecurityError: NO_RIGHT,
  NoModificationAllowedError: {
    problem: "another page or worker is writing there",
    advice: "Close it, or choose another folder",
  },
  NotFoundError: {
    problem: "it was removed while it was written",
    advice: "Choose the folder again, and leave it in place until the end",
  },
  TypeMismatchError: {
    problem: "a file lies where a folder is needed, or a folder where a file is",
    advice: "Choose an empty folder",
  },
};

/** Awaits what a browser does for an output. Throws OutputError where it fails. */
export async function inDirectory<T>(output: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isTransonnxError(cause)) throw cause;
    const { name = "Error", message } = cause as Partial<Error>;
    const { problem, advice } = explanations[name] ?? {
      problem: "it cannot be written",
      advice: "Choose another folder, or reload the page",
    };
    throw new OutputError({ output, problem, found: message || name, advice, code: name, cause });
  }
}
