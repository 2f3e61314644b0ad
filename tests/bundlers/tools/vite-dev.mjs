// node vite-dev.mjs PROJECT: Vite's development server of a project's page, with all defaults; prints its address.
import path from "node:path";
import { createServer } from "vite";

const server = await createServer({
  root: path.join(process.argv[2], "src"),
  configFile: false,
  logLevel: "error",
  server: { host: "127.0.0.1", port: 5173 + Math.floor(Math.random() * 20_000) },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
