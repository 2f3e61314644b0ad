import { packageManifest } from "./manifest.ts";
import type { ModelNames } from "./names.ts";
import { type Files, type Modality, readTemplate, renamed } from "./template.ts";

/** What the files of a model package are made of. */
export interface ModelFilesOptions {
  /** The folder of templates: `template` of this package. */
  readonly template: string;
  /** Default "text". */
  readonly modality?: Modality;
  /** The version of transonnx's packages. */
  readonly version: string;
}

/** A package of its own: what `npm create transonnx-model` writes, path to content. */
export function modelFiles(names: ModelNames, { template, modality = "text", version }: ModelFilesOptions): Files {
  const { gitignore, "golden_file.py": goldenFile, ...common } = readTemplate(template, "common");
  const manifest = packageManifest(names, modality, version);
  return {
    "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
    ".gitignore": gitignore!,
    "goldens/golden_file.py": goldenFile!,
    ...renamed({ ...common, ...readTemplate(template, modality) }, names),
  };
}

/**
 * A package of a workspace such as transonnx's own, without its manifest, and its goldens, which lie together there: path in the
 * package, and path in the folder of goldens, to content.
 */
export function workspaceModelFiles(
  names: ModelNames,
  { template, modality = "text" }: Omit<ModelFilesOptions, "version">,
): { readonly package: Files; readonly goldens: Files } {
  const { "golden_file.py": goldenFile } = readTemplate(template, "common");
  const { "conformance.test.ts.template": test, ...rest } = renamed(readTemplate(template, "workspace"), names);
  const own = Object.entries(renamed(readTemplate(template, modality), names));
  const within = own.filter(([file]) => !file.startsWith("goldens/"));
  const goldens = own
    .filter(([file]) => file.startsWith("goldens/"))
    .map(([file, text]) => [file.slice("goldens/".length), text]);
  return {
    package: { ...rest, ...Object.fromEntries(within), "test/conformance.test.ts": test! },
    goldens: { ...Object.fromEntries(goldens), "golden_file.py": goldenFile! },
  };
}
