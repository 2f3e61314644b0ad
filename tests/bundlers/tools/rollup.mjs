import path from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { rollup } from "rollup";
import { filesOf } from "./chunks.mjs";

const formats = {
  page: { format: "es" },
  esm: { format: "es", entryFileNames: "[name].mjs" },
  cjs: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name]-[hash].cjs" },
};

export async function bundle({ project, entry, out, format }) {
  const made = await rollup({
    input: path.join(project, entry),
    plugins: [
      nodeResolve({ browser: format !== "cjs" }),
      ...(format === "page" ? [terser({ ecma: 2020, maxWorkers: 1 })] : []),
    ],
    onLog(level, log) {
      if (level === "warn") throw new Error(`Rollup warns: ${log.message}`);
    },
  });
  const { output } = await made.write({ dir: out, ...formats[format] });
  await made.close();
  return filesOf(output, out);
}
