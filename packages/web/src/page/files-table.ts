import type { OutputFileSummary } from "@transonnx/exporter";
import { type Child, element } from "./element.ts";
import { showBytes } from "./sizes.ts";
import { table } from "./table.ts";

const kinds: Readonly<Record<OutputFileSummary["kind"], string>> = {
  model: "ONNX model",
  weights: "its weights",
  link: "the checkpoint's own weights",
  side: "copied from the checkpoint",
  made: "made for the layout's loader",
};

/** Files with their sizes and what they are; `more` is a further column. */
export function filesTable(
  caption: string,
  files: readonly OutputFileSummary[],
  more?: { readonly title: string; cell(file: string): Child },
): HTMLElement {
  return table(
    caption,
    [{ title: "File" }, { title: "Size", numeric: true }, { title: "What it is" }, ...(more ? [more] : [])],
    files.map(({ file, bytes, kind }) => [
      element("code", {}, file),
      showBytes(bytes),
      kinds[kind],
      ...(more ? [more.cell(file)] : []),
    ]),
  );
}
