import type { PartResult } from "../worker/validation-result.ts";
import { element } from "./element.ts";
import { validationView } from "./validation-view.ts";

/** What is told of a failure: a headline, and the error's own words. */
export interface ShownProblem {
  readonly title: string;
  readonly message: string;
  readonly validation?: readonly PartResult[] | undefined;
}

/** A failure in words, announced as soon as it is shown. */
export const problemView = ({ title, message, validation }: ShownProblem): HTMLElement =>
  element(
    "div",
    { class: "problem", role: "alert" },
    element("p", { class: "problem-title" }, title),
    element("p", {}, message),
    validation && validationView({ status: "failed", parts: validation }),
  );

/** Headlines by the name of the error's class. */
const titles: Readonly<Record<string, string>> = {
  NoCheckpointError: "This is no checkpoint",
  TooManyFilesError: "These are too many files",
  MissingFileError: "A file is missing",
  ReadError: "A file could not be read",
  InvalidJsonError: "A file is damaged",
  InvalidHeaderError: "A file is damaged",
  UnsupportedFormatError: "These weights cannot be read",
  UnknownModelTypeError: "This model type is not supported",
  ConfigError: "This configuration cannot be exported",
  HubError: "The Hub did not give the model",
  StorageFullError: "There is not enough space",
  OutputError: "The files could not be written",
  ValidationFailedError: "The exported model is not right",
  SaveError: "The files could not be saved",
};

export const titleOf = (error: string, unexpected: boolean): string =>
  titles[error] ?? (unexpected ? "Something went wrong in the page" : "This cannot be exported");
