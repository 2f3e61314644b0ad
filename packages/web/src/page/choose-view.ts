import { checkpointOf } from "../checkpoint/checkpoint-of.ts";
import { NoCheckpointError } from "../checkpoint/choice-errors.ts";
import { type ChosenFile, filesOfInput } from "../checkpoint/chosen-file.ts";
import { droppedFiles } from "../checkpoint/dropped-files.ts";
import { exampleFiles } from "../checkpoint/example.ts";
import type { CheckpointSource } from "../worker/messages.ts";
import { element } from "./element.ts";
import { hubForm } from "./hub-form.ts";

export interface ChooseView {
  readonly root: HTMLElement;
}

export interface ChooseHandlers {
  onChosen(checkpoint: CheckpointSource): void;
  onProblem(problem: { readonly error: string; readonly message: string }): void;
}

/** Where a checkpoint is dropped or chosen. */
export function chooseView({ onChosen, onProblem }: ChooseHandlers): ChooseView {
  const take = async (chosen: Promise<readonly ChosenFile[]> | readonly ChosenFile[]) => {
    try {
      onChosen(checkpointOf(await chosen));
    } catch (thrown) {
      const { name, message } = thrown as Error;
      const known = thrown instanceof NoCheckpointError || name === "TooManyFilesError";
      onProblem({
        error: known ? name : "ReadError",
        message: known ? message : `The files could not be read: ${message}`,
      });
    }
  };
  const folder = picker({ webkitdirectory: true }, take);
  const files = picker({ multiple: true }, take);
  const zone = element(
    "div",
    { class: "drop" },
    element(
      "p",
      { class: "drop-text" },
      "Drop the folder of a checkpoint here: config.json, the weights (model.safetensors or pytorch_model.bin), the tokenizer.",
    ),
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", class: "primary", onclick: () => folder.click() }, "Choose a folder"),
      element("button", { type: "button", onclick: () => files.click() }, "Choose files"),
      element(
        "button",
        { type: "button", class: "quiet", onclick: () => void take(exampleFiles()) },
        "Try a tiny BERT",
      ),
    ),
    folder,
    files,
  );
  listenToDrops(zone, (transfer) => void take(droppedFiles(transfer)));
  return { root: element("div", {}, zone, hubForm(onChosen)) };
}

/** A hidden input, which a button opens. */
function picker(attributes: Record<string, boolean>, take: (files: readonly ChosenFile[]) => void): HTMLInputElement {
  const input = element("input", { type: "file", hidden: true, ...attributes });
  input.addEventListener("change", () => {
    const chosen = filesOfInput(input.files ?? []);
    // The same folder can be chosen again, after it changed.
    input.value = "";
    if (chosen.length > 0) take(chosen);
  });
  return input;
}

/** Takes drops anywhere on the page: one that misses would make the browser open the file in place of the page. */
function listenToDrops(zone: HTMLElement, take: (transfer: DataTransfer) => void): void {
  const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;
  let within = 0;
  const show = () => zone.classList.toggle("over", within > 0);
  document.addEventListener("dragenter", (event) => {
    if (holdsFiles(event)) within++;
    show();
  });
  document.addEventListener("dragleave", (event) => {
    if (holdsFiles(event)) within = Math.max(0, within - 1);
    show();
  });
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = "copy";
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    within = 0;
    show();
    take(event.dataTransfer!);
  });
}
