import { fileURLToPath } from "node:url";
import { defaultClientConditions, defineConfig } from "vite";
import { contentSecurityPolicy } from "./vite/content-security-policy.mjs";
import { offline } from "./vite/offline.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  // The page works in any folder of a server.
  base: "./",
  plugins: [contentSecurityPolicy(), offline()],
  resolve: {
    conditions: ["@transonnx/source", ...defaultClientConditions],
    // The build for WebAssembly alone: what compares results needs neither WebGL nor WebGPU.
    alias: [{ find: /^onnxruntime-web$/, replacement: "onnxruntime-web/wasm" }],
  },
  // It finds its WebAssembly file beside itself.
  optimizeDeps: { exclude: ["onnxruntime-web"] },
  worker: { format: "es" },
  server: { fs: { allow: ["../.."] } },
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 1000, modulePreload: { polyfill: false } },
});
