import { download, downloadAll } from "../save/download.ts";
import { isCancelled } from "../save/save-error.ts";
import { directoryPicker, existingFiles, saveToFolder } from "../save/save-to-folder.ts";
import type { ExportResult } from "../worker/messages.ts";
import { element } from "./element.ts";
import { problemView, titleOf } from "./problem-view.ts";
import type { ResultHandlers } from "./result-view.ts";
import { plural, showBytes } from "./sizes.ts";

export interface SaveView {
  readonly root: HTMLElement;
  /** A button that downloads one file. */
  linkTo(file: string): HTMLElement;
}

/** The ways to save an export: into a folder where the browser has a dialog for it, as a zip, file by file. */
export function saveView({ files }: ExportResult, { name, onAnnounce }: ResultHandlers): SaveView {
  const outcome = element("div", { class: "outcome" });
  const buttons = element("div", { class: "buttons" });
  const canPick = directoryPicker() !== undefined;

  const say = (text: string): void => {
    outcome.replaceChildren(element("p", { class: "said" }, text));
    onAnnounce(text);
  };
  // A button that is disabled loses the focus: those of a save that runs do nothing instead.
  let busy = false;
  const attempt = async (save: () => Promise<void>): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await save();
    } catch (thrown) {
      const { message } = thrown as Error;
      outcome.replaceChildren(problemView({ title: titleOf("SaveError", false), message }));
    } finally {
      busy = false;
    }
  };
  const write = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    const bar = element("progress", { max: 1, value: 0, "aria-label": "Saving" });
    outcome.replaceChildren(bar);
    const onProgress = (saved: number, of: number) => {
      bar.value = of === 0 ? 1 : saved / of;
    };
    await saveToFolder(folder, files, { onProgress });
    say(`Saved: ${plural(files.length, "file")} in the folder ${folder.name}.`);
  };
  const intoFolder = () =>
    attempt(async () => {
      const folder = await directoryPicker()!({ mode: "readwrite", id: "transonnx" }).catch((thrown: unknown) => {
        if (isCancelled(thrown)) return undefined;
        throw thrown;
      });
      if (!folder) return say("Nothing was saved: no folder was chosen.");
      const existing = await existingFiles(folder, files);
      if (existing.length === 0) return write(folder);
      return askToReplace(folder, existing);
    });
  const askToReplace = (folder: FileSystemDirectoryHandle, existing: readonly string[]): void => {
    const question = `The folder ${folder.name} has ${existing.join(", ")} already. Nothing was saved yet.`;
    const replace = element(
      "button",
      { type: "button", onclick: () => void attempt(() => write(folder)) },
      "Replace them",
    );
    outcome.replaceChildren(
      element("p", { role: "alert" }, question),
      element(
        "div",
        { class: "buttons" },
        replace,
        element("button", { type: "button", onclick: () => say("Nothing was saved.") }, "Keep them"),
      ),
    );
    replace.focus();
  };
  const asZip = () =>
    attempt(async () => {
      outcome.replaceChildren(element("p", { class: "said" }, "Making the zip …"));
      await downloadAll(files, name);
      say(`The download of ${name}.zip has begun.`);
    });

  if (canPick)
    buttons.append(
      element("button", { type: "button", class: "primary", onclick: () => void intoFolder() }, "Save to a folder"),
    );
  buttons.append(
    element(
      "button",
      { type: "button", class: canPick ? undefined : "primary", onclick: () => void asZip() },
      "Download as a zip",
    ),
  );
  const blobs = new Map(files.map(({ file, blob }) => [file, blob]));
  return {
    root: element("div", { class: "save" }, buttons, outcome),
    linkTo: (file) => {
      const blob = blobs.get(file)!;
      const label = `Download ${file}, ${showBytes(blob.size)}`;
      const base = file.split("/").at(-1)!;
      return element(
        "button",
        { type: "button", class: "link", "aria-label": label, onclick: () => download(blob, base) },
        "Download",
      );
    },
  };
}
