#!/usr/bin/env node
import module from "node:module";

// Node 22 keeps compiled code from run to run; Node 20 does not have it.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();
const { run } = await import("./run.ts");

process.exitCode = await run(process.argv.slice(2));
