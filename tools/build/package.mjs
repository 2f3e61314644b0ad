// node tools/build/package.mjs packages/graph: JavaScript by tsup, declarations by tsc, into the package's dist.
import { chmodSync, copyFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";
import { writeDeclarations } from "./declarations.mjs";
import { readManifest } from "./entries.mjs";
import { bundle } from "./tsup.mjs";

const folder = path.resolve(root, process.argv[2]);
const manifest = readManifest(folder);
rmSync(path.join(folder, "dist"), { recursive: true, force: true });
await bundle(folder, manifest);
const status = writeDeclarations(folder);
for (const file of Object.values(manifest.bin ?? {})) chmodSync(path.join(folder, file), 0o755);
copyFileSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
process.exit(status);
