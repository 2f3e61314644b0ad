import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll } from "@jest/globals";
import { build } from "esbuild";
import { buildCommandLine, type Finished, root, transonnxIn } from "./command-line.ts";

const libraries = path.join(realpathSync(tmpdir()), `transonnx-libraries-${process.pid}`);

/** What plugins import, each a copy besides the command line's own. */
const names = ["graph", "core", "text"] as const;

/** Bundles the packages that plugins import from their sources: a second copy of what the command line holds. */
export async function buildLibraries(): Promise<void> {
  for (const name of names) {
    const folder = path.join(libraries, "node_modules/@transonnx", name);
    const source = path.join(root, "packages", name === "text" ? "modalities/text" : name, "src/index.ts");
    await build({
      absWorkingDir: root,
      entryPoints: [source],
      outfile: path.join(folder, "index.js"),
      bundle: true,
      format: "esm",
      platform: "neutral",
      target: "node20",
      conditions: ["@transonnx/source"],
      external: names.filter((other) => other !== name).map((other) => `@transonnx/${other}`),
      logLevel: "silent",
    });
    const manifest = { name: `@transonnx/${name}`, version: "0.1.0", type: "module", exports: "./index.js" };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  }
}

export const removeLibraries = (): void => rmSync(libraries, { recursive: true, force: true });

/** Sets up what the tests of a file need; returns what makes the project of a test, which is removed after it. */
export function pluginProjects(): (...files: readonly Files[]) => Project {
  let made: Project | undefined;
  beforeAll(async () => {
    await buildCommandLine();
    await buildLibraries();
  });
  afterEach(() => made?.remove());
  afterAll(removeLibraries);
  return (...files) => {
    made = new Project(Object.assign({}, ...files));
    return made;
  };
}

/** Files by path; objects are JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** A folder of somebody who uses plugins. */
export class Project {
  readonly path: string = realpathSync(mkdtempSync(path.join(tmpdir(), "transonnx-project-")));

  constructor(files: Files) {
    this.write({ "checkpoint/config.json": CONFIG, "node_modules/.package-lock.json": {}, ...files });
    symlinkSync(path.join(libraries, "node_modules/@transonnx"), path.join(this.path, "node_modules/@transonnx"));
    writeFileSync(path.join(this.path, "checkpoint/model.safetensors"), weights());
  }

  write(files: Files): void {
    for (const [file, content] of Object.entries(files)) {
      const target = path.join(this.path, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
    }
  }

  has(file: string): boolean {
    return existsSync(path.join(this.path, file));
  }

  /** Runs the command line there, or in a folder of it. */
  run(...args: readonly string[]): Finished {
    return this.runIn(".", ...args);
  }

  runIn(folder: string, ...args: readonly string[]): Finished {
    return transonnxIn(path.join(this.path, folder), ...args);
  }

  /** Exports the checkpoint: the exit code, and what is said, with the project's folder as /project. */
  export(...flags: readonly string[]): { readonly status: number | null; readonly said: string } {
    return this.said(this.run("export", "checkpoint", "onnx", "--no-validate", ...flags));
  }

  said({ status, stdout, stderr }: Finished): { readonly status: number | null; readonly said: string } {
    const lines = `${stdout}${stderr}`.replaceAll(this.path, "/project").split("\n");
    return { status, said: lines.filter((line) => line !== "" && !line.startsWith("Writing ")).join("\n") };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const CONFIG = { model_type: "my-model", architectures: ["MyModel"], vocab_size: 10, hidden_size: 4 };

/** The toy model's tensors, as a safetensors file. */
function weights(): Buffer {
  const tensors = { "words.weight": [10, 4], "dense.weight": [4, 4], "dense.bias": [4] };
  const header: Record<string, object> = {};
  let end = 0;
  for (const [name, shape] of Object.entries(tensors)) {
    const begin = end;
    end += 4 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: "F32", shape, data_offsets: [begin, end] };
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const values = Float32Array.from({ length: end / 4 }, (_, i) => Math.sin(i));
  return Buffer.concat([length, text, Buffer.from(values.buffer)]);
}

/** A model package's main entry: a toy model, of which parts of the definition may be replaced. */
export const toyModel = ({ modelType = "my-model", before = "", replace = "" } = {}): string => `
import { configParser, count, defineModel, embedding, linear } from "@transonnx/core";
import { TextEncoderOnnxConfig } from "@transonnx/text";
${before}
const parseConfig = configParser("${modelType}", { vocab_size: count(10), hidden_size: count(4) });

class MyOnnxConfig extends TextEncoderOnnxConfig {
  get inputs() {
    return { input_ids: this.textAxes };
  }
}

const forward = (c, p, { input_ids }) => {
  const words = embedding(p.at("words"), input_ids, c.vocab_size, c.hidden_size);
  return { last_hidden_state: linear(p.at("dense"), words, c.hidden_size) };
};

export const myModel = defineModel({
  modelType: "${modelType}",
  parseConfig,
  onnxConfig: MyOnnxConfig,
  tasks: { "feature-extraction": { architecture: "MyModel", forward } },
  mayHold: [],
  ${replace}
});
`;

/** The files of an installed package with the toy model. */
export const installed = (
  name: string,
  { manifest = {}, source = toyModel() }: { readonly manifest?: object; readonly source?: string } = {},
): Files => ({
  [`node_modules/${name}/package.json`]: {
    ...{ name, version: "1.2.0", type: "module", exports: "./index.js", keywords: ["transonnx-model"] },
    transonnx: { modelTypes: ["my-model"], contract: 1 },
    ...manifest,
  },
  [`node_modules/${name}/index.js`]: source,
});

/** The package.json of a project that depends on packages. */
export const dependsOn = (...packages: readonly string[]): Files => ({
  "package.json": { dependencies: Object.fromEntries(packages.map((name) => [name, "1.2.0"])) },
});
