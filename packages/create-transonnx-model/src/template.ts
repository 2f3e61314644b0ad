import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { ModelNames } from "./names.ts";

/** What a model computes on. */
export const modalities = ["text", "vision", "audio"] as const;
/** What a model reads, which decides what its package builds on. */
export type Modality = (typeof modalities)[number];

/** Files by their path in a package, with `/`. */
export type Files = Readonly<Record<string, string>>;

/** The files of a template's part, such as `common` or `text`. */
export function readTemplate(folder: string, part: string): Files {
  const place = path.join(folder, part);
  const files = readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(place, file)).isFile())
    .sort();
  return Object.fromEntries(
    files.map((file) => [file.split(path.sep).join("/"), readFileSync(path.join(place, file), "utf8")]),
  );
}

/** A template's files for a model: its model, Toy Model, is renamed everywhere. */
export const renamed = (files: Files, names: ModelNames): Files =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [file, rename(text, names)]));

/** `MyModelModel` reads badly: a prefix that ends so is the base model's class itself. */
const baseClass = (prefix: string): string => (prefix.endsWith("Model") ? prefix : `${prefix}Model`);

function rename(text: string, { modelType, variable, prefix, title, package: name }: ModelNames): string {
  const places: readonly (readonly [string, string])[] = [
    ["transonnx-toy-model", name],
    ["ToyModelModel", baseClass(prefix)],
    ["ToyModel", prefix],
    ["toyModel", variable],
    ["toy-model", modelType],
    ["Toy Model", title],
  ];
  return text.replaceAll(
    new RegExp(places.map(([word]) => word).join("|"), "g"),
    (word) => places.find(([from]) => from === word)![1],
  );
}
