import { createHash } from "node:crypto";
import { transformSync, version } from "esbuild";

const options = { loader: "ts", format: "esm", target: "node20", sourcemap: "inline" };

export default {
  getCacheKey: (source, file) =>
    createHash("sha256")
      .update(`${version}\0${JSON.stringify(options)}\0${file}\0${source}`)
      .digest("hex"),
  process: (source, file) => transformSync(source, { ...options, sourcefile: file }),
};
