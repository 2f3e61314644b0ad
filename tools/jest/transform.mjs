import { createHash } from "node:crypto";
import { transformSync, version } from "esbuild";

const options = { loader: "ts", format: "esm", target: "node20", sourcemap: "inline" };

/**
 * Globals that a module holds in constants of its own. Modules run in a vm context, where each look at a global takes 0.3
 * microseconds, 200 times as long as outside. jest's sandboxInjectedGlobals does the same, for CommonJS alone.
 */
const heldGlobals = [
  "Object Array Map Set Math Number String BigInt JSON Promise Symbol Infinity NaN",
  "ArrayBuffer DataView Uint8Array Uint16Array Uint32Array Int32Array Float32Array Float64Array",
].flatMap((names) => names.split(" "));
const mention = new RegExp(`\\b(?:${heldGlobals.join("|")})\\b`, "g");

const holding = (source) => {
  const names = [...new Set(source.match(mention))];
  return names.length === 0 ? "" : `const { ${names.join(", ")} } = globalThis;`;
};

export default {
  getCacheKey: (source, file) =>
    createHash("sha256")
      .update(`${version}\0${JSON.stringify(options)}\0${heldGlobals}\0${file}\0${source}`)
      .digest("hex"),
  process: (source, file) => transformSync(source, { ...options, banner: holding(source), sourcefile: file }),
};
