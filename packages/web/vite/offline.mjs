import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const WORKER = "offline.js";

/** Adds a service worker to the built page that keeps all its files, so that it works without a network once it was loaded. */
export const offline = () => ({
  name: "offline",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const files = Object.keys(bundle)
      .filter((file) => !file.endsWith(".map"))
      .sort();
    const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16);
    const source = readFileSync(new URL("offline-worker.js", import.meta.url), "utf8")
      .replace("__VERSION__", version)
      .replace('["__FILES__"]', JSON.stringify(["./", ...files.filter((file) => file !== "index.html")], null, 2));
    this.emitFile({ type: "asset", fileName: WORKER, source });
  },
});
