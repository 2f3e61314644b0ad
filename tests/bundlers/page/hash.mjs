// node hash.mjs BUNDLE CHECKPOINT: exports the checkpoint by a bundle's toOnnx, and prints the SHA-256 of its model.onnx.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [bundle, checkpoint] = process.argv.slice(2);
const { toOnnx } = bundle.endsWith(".cjs")
  ? createRequire(import.meta.url)(bundle)
  : await import(pathToFileURL(bundle).href);
const files = readdirSync(checkpoint).map((name) => ({
  name,
  blob: new Blob([readFileSync(path.join(checkpoint, name))]),
}));
const model = (await toOnnx(files)).get("model.onnx");
console.log(createHash("sha256").update(model).digest("hex"));
