import path from "node:path";
import { expect, test } from "@jest/globals";
import { build } from "esbuild";
import { packageFolders } from "../packages.mjs";
import { root } from "../root.mjs";
import { exportedEntries, readManifest } from "./entries.mjs";

const servers = ["packages/cli", "packages/create-transonnx-model", "packages/testing", "packages/validator"];

const entries = packageFolders()
  .filter((folder) => !servers.includes(folder))
  .flatMap((folder) =>
    Object.entries(exportedEntries(readManifest(path.join(root, folder))))
      .filter(([name]) => name !== "node")
      .map(([, file]) => path.posix.join(folder, file)),
  );

test.each(entries)("a web page bundles %s as it is", async (entry) => {
  const { errors } = await build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    target: "es2022",
    conditions: ["@transonnx/source"],
    logLevel: "silent",
  }).catch((failure) => failure);
  expect(errors.map(({ text }) => text)).toEqual([]);
});
