import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { readManifest } from "../build/entries.mjs";
import { manifestOf } from "../generate/manifest.mjs";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";
import { tierOf } from "./tiers.mjs";

const isOurs = (name) => name === "transonnx" || name.startsWith("@transonnx/");
const folders = packageFolders();

/** Packages whose names people type; all others are in the scope. */
const unscoped = { "packages/cli": "transonnx", "packages/create-transonnx-model": "create-transonnx-model" };
const nameOf = (folder) => unscoped[folder] ?? `@transonnx/${path.posix.basename(folder)}`;

/** What packages ship besides their build and their source. */
const shipped = { "packages/create-transonnx-model": ["template"] };

test.each(folders)("%s has the manifest that every package has", (folder) => {
  const manifest = readManifest(path.join(root, folder));
  const { type, license, sideEffects, engines, publishConfig, ...standard } = manifestOf({ name: nameOf(folder) });
  const files = standard.files.flatMap((file) => (file === "src" ? [file, ...(shipped[folder] ?? [])] : [file]));
  expect(manifest).toMatchObject({
    name: nameOf(folder),
    type,
    license,
    sideEffects,
    engines,
    files,
    publishConfig,
  });
  expect(manifest.description).toMatch(/\w/);
});

test.each(folders)("every entry of %s has its source and a build for each module system", (folder) => {
  const { exports } = readManifest(path.join(root, folder));
  for (const [entry, conditions] of Object.entries(exports)) {
    if (entry === "./package.json") continue;
    const name = entry === "." ? "index" : entry.slice(2);
    expect(conditions).toEqual(manifestOf({ name: "", entries: [name] }).exports[entry]);
    expect(readFileSync(path.join(root, folder, `src/${name}.ts`), "utf8")).not.toBe("");
  }
});

test.each(folders)("%s depends only on packages that its tier may use", (folder) => {
  const { mayDependOn } = tierOf(folder);
  const { dependencies = {}, peerDependencies = {} } = readManifest(path.join(root, folder));
  const ours = Object.keys({ ...dependencies, ...peerDependencies }).filter(isOurs);
  if (mayDependOn) expect(mayDependOn.map((name) => `@transonnx/${name}`)).toEqual(expect.arrayContaining(ours));
});

test.each(folders)("%s names its neighbours by their exact version", (folder) => {
  const { dependencies = {}, devDependencies = {} } = readManifest(path.join(root, folder));
  const versions = new Map(folders.map((other) => [nameOf(other), readManifest(path.join(root, other)).version]));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) =>
    isOurs(name),
  ))
    expect(`${name}@${version}`).toBe(`${name}@${versions.get(name)}`);
});

test.each(folders.filter((folder) => tierOf(folder).universal))(
  "%s installs nothing from outside the scope",
  (folder) => {
    const { dependencies = {}, peerDependencies = {} } = readManifest(path.join(root, folder));
    expect(Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !isOurs(name))).toEqual([]);
  },
);
