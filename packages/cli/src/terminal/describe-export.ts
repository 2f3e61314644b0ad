import type { ExportSummary } from "@transonnx/exporter";
import { printType } from "@transonnx/onnx";
import type { MainExportReport } from "../export/main-export.ts";
import { servedBy } from "../plugins/name-plugins.ts";
import { describeValidation } from "./describe-validation.ts";
import { columns, showBytes, showCount } from "./sizes.ts";

const kinds = {
  model: "",
  weights: "weights",
  link: "the checkpoint's own file",
  side: "copied",
  made: "for the layout's loader",
} as const;

/** What an export wrote, in lines. */
export function describeExport(output: string, report: MainExportReport): string[] {
  const { modelType, task, validation, plugins } = report;
  return [
    `${modelType}, ${task}, to ${output}`,
    ...describeSummary(report),
    ...plugins.map(servedBy),
    ...(validation ? describeValidation(validation) : ["Not validated, as --no-validate asks"]),
  ];
}

/** More names than these tell a reader nothing; --json lists them all. */
const MAX_SHOWN = 40;

const firstOf = (names: readonly string[]): string =>
  names.length <= MAX_SHOWN
    ? names.join(", ")
    : `${names.slice(0, MAX_SHOWN).join(", ")} and ${names.length - MAX_SHOWN} more`;

/** The files of an export, and what is in them. */
export function describeSummary({ files, parts, casts, unread, notes }: ExportSummary): string[] {
  return [
    ...columns(files.map(({ file, bytes, kind }) => [`  ${file}`, showBytes(bytes), kinds[kind]])),
    ...parts.flatMap(({ file, opset, nodes, inputs, outputs }) => [
      `${file}: opset ${opset}, ${nodes} nodes`,
      ...columns([
        ...inputs.map((value) => ["  in", value.name, printType(value)]),
        ...outputs.map((value) => ["  out", value.name, printType(value)]),
      ]),
    ]),
    ...casts.map(({ from, to, tensors }) => `${showCount(tensors)} tensors are cast from ${from} to ${to}`),
    ...(unread.length > 0 ? [`Not part of the task, and left out: ${firstOf(unread)}`] : []),
    ...notes,
  ];
}
