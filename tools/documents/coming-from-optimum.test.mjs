import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readUpstream } from "../generate/upstream-models.mjs";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";
import { spansOf, tablesOf, textOf } from "./tables.mjs";

const page = textOf("docs/coming-from-optimum.md");
const tables = tablesOf(page);
const upstream = readUpstream();
const source = (file) => import(path.join(root, file));

/** Rows of the tables whose last column names a package: what upstream has, what there is here, and where. */
const mapped = tables.filter(({ head }) => head.at(-1) === "in").flatMap(({ rows }) => rows);
const exportFlags = tables.filter(({ head }) => head.at(-1) === "`transonnx export`").flatMap(({ rows }) => rows);

describe("every public name of upstream is in the page", () => {
  const said = new Set(spansOf(page).flatMap((span) => span.match(/[A-Za-z_]\w*/g) ?? []));
  const isSaid = (name) => said.has(name);
  test.each(upstream.modules)("$module", ({ module, classes, functions, constants }) => {
    // What a model's own class adds for itself is for that class to say.
    const members = module.endsWith(".model_configs") ? [] : Object.values(classes).flatMap(Object.keys);
    const names = [...Object.keys(classes), ...members, ...Object.keys(functions), ...constants];
    expect(names.filter((name) => !isSaid(name))).toEqual([]);
  });

  const documented = /^(transformers\.onnx\.\w+|optimum\.exporters\.(onnx\.)?(base|tasks|config|convert|__main__))$/;
  const called = upstream.modules.filter(({ module }) => documented.test(module));
  test.each(called)("parameters in $module", ({ classes, functions }) => {
    const signatures = [...Object.values(classes).flatMap(Object.values), ...Object.values(functions)];
    expect([...new Set(signatures.flat())].filter((name) => !isSaid(name))).toEqual([]);
  });

  test("classes of transformers' models", () => {
    expect(upstream.transformersClasses.filter((name) => !isSaid(name))).toEqual([]);
  });
});

describe("what the page says is here", () => {
  const exported = (name) => textOf(`docs/api/${name}.txt`).match(/[\w$]+$/gm);
  const folders = Object.fromEntries(packageFolders().map((folder) => [path.basename(folder), folder]));
  const folderOf = (name) => folders[name === "transonnx" ? "cli" : name];

  /** What a package exports and has members: classes with those of their instances, and objects. */
  async function ownersOf(name) {
    const exports = Object.entries(await source(`${folderOf(name)}/src/index.ts`));
    const isClass = (value) => typeof value === "function" && /^class/.test(`${value}`);
    const owners = exports.filter(([, value]) => isClass(value) || (typeof value === "object" && value !== null));
    return new Map(owners.map(([owner, value]) => [owner, membersOf(value)]));
  }

  /** The text of a package and of core, whose types declare what options there are. */
  const sources = (name) =>
    ["core", name].flatMap((folder) => {
      const files = readdirSync(path.join(root, folderOf(folder), "src"), { recursive: true, withFileTypes: true });
      const code = files.filter((file) => file.name.endsWith(".ts") && !file.name.endsWith(".test.ts"));
      return code.map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"));
    });

  test.each(mapped.filter(([, , where]) => where !== "–"))("%s", async (_upstream, here, where) => {
    const packages = spansOf(where);
    const names = new Set(packages.flatMap(exported));
    const owners = new Map();
    for (const name of packages) for (const [owner, found] of await ownersOf(name)) owners.set(owner, found);
    const members = new Set([...owners.values()].flatMap((found) => [...found]));
    const isHere = ({ owner, name }) => (owner ? owners.get(owner)?.has(name) : names.has(name) || members.has(name));
    expect(spansOf(here).filter((span) => namedIn(span) !== undefined && !isHere(namedIn(span)))).toEqual([]);
    const code = packages.flatMap(sources).join("\n");
    expect(
      spansOf(here)
        .flatMap(optionsIn)
        .filter((option) => !new RegExp(`\\b${option}\\??:`).test(code)),
    ).toEqual([]);
  });
});

/** The class and the member, or the name, that a span begins with; undefined for what is no name of ours. */
function namedIn(span) {
  const [, first, second] = span.match(/^(?:new )?([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?(?=\(|$)/) ?? [];
  if (first === undefined || noExports.has(first)) return undefined;
  if (second === undefined) return { name: first };
  return /^[A-Z]/.test(first) ? { owner: first, name: second } : undefined;
}

/** The names between braces: of options, of fields. */
const optionsIn = (span) => (span.match(/\{ (.*) \}/)?.[1].split(", ") ?? []).map((entry) => entry.replace(/:.*/, ""));

/** Spans that name options, inputs, fields and abstract members, and no export. */
const noExports = new Set([
  "export",
  "model",
  "validate",
  "atol",
  "framework",
  "preprocessor",
  "tokenizer",
  "inputs",
  "generate",
  "position_ids",
  "text_batch_size",
  "height",
  "width",
  "forward",
  "tasks",
  "legacy",
  "onnxConfig",
  "o",
  "name",
  "transonnx",
]);

/** Names of the properties of a class and its instances. Fields of instances are in the source alone. */
function membersOf(value) {
  if (typeof value === "object") return new Set(Object.keys(value));
  const names = new Set();
  for (let at = value; at && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    for (const name of Object.getOwnPropertyNames(at.prototype ?? {})) names.add(name);
    for (const [, name] of `${at}`.matchAll(/^ {2}(\w+);$/gm)) names.add(name);
  }
  return names;
}

describe("flags", () => {
  const commandOf = async () => {
    const { createProgram } = await source("packages/cli/src/commands/program.ts");
    return createProgram().commands.find((command) => command.name() === "export");
  };
  // The command line takes - and _ alike.
  const plain = (flag) => flag?.replaceAll("_", "-");
  const flagsIn = (text) =>
    spansOf(text)
      .filter((span) => /^(--[a-z]|-[a-zA-Z]$)/.test(span))
      .map((span) => plain(span.split(" ")[0]));

  test("every flag of upstream is in the page", () => {
    const listed = tables.filter(({ head }) => /^(flag|command)$/.test(head[0])).flatMap(({ rows }) => rows);
    const said = new Set(listed.flatMap((row) => row.slice(0, 2).flatMap(spansOf)));
    expect(upstream.modules.flatMap(({ flags }) => flags).filter((flag) => !said.has(flag))).toEqual([]);
  });

  test.each(exportFlags)("%s (default %s): %s", async (flags, _default, here) => {
    const options = (await commandOf()).options.flatMap((option) =>
      [option.short, option.long].map((flag) => [plain(flag), option]),
    );
    const byFlag = new Map(options);
    expect(flagsIn(here).filter((flag) => !byFlag.has(flag) || byFlag.get(flag).hidden)).toEqual([]);
    for (const flag of flagsIn(flags))
      expect([flag, byFlag.get(flag)?.hidden]).toEqual([flag, here.startsWith("refused")]);
  });

  test("flags that the text names are there", async () => {
    const { options } = await commandOf();
    const known = new Set(options.flatMap(({ short, long }) => [short, plain(long)]));
    const rest = tables.filter(({ head }) => head.at(-1) === "in").flatMap(({ rows }) => rows.map(([, here]) => here));
    expect(rest.flatMap(flagsIn).filter((flag) => !known.has(flag))).toEqual([]);
  });
});

describe("options of mainExport", () => {
  const rows = tables.find(({ head }) => head.at(-1) === "`mainExport`").rows;

  test("every one of main_export's is in the table", () => {
    const { functions } = upstream.modules.find(({ module }) => module === "optimum.exporters.onnx.__main__");
    const said = rows.map(([there]) => spansOf(there)[0].replace(/=.*/, ""));
    expect(functions.main_export.filter((name) => !["model_name_or_path", "output"].includes(name))).toEqual(
      said.filter((name) => name !== "**kwargs_shapes"),
    );
  });

  test.each(rows)("%s: %s", async (there, here) => {
    const { checkedShapes } = await source("packages/cli/src/export/main-export-options.ts");
    const { notBuilt } = await source("packages/cli/src/export/not-built.ts");
    const names = spansOf(here).filter((span) => /^[a-z]\w*$/.test(span));
    for (const name of names) expect(() => checkedShapes({ [name]: 1 })).not.toThrow();
    if (names.length > 0) return;
    const option = spansOf(there)[0]
      .replace(/=.*/, "")
      .replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    expect(notBuilt.map((entry) => entry.option)).toContain(option);
  });
});
