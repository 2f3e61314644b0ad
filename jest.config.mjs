export default {
  testMatch: ["<rootDir>/packages/**/*.test.ts", "<rootDir>/tools/**/*.test.mjs"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  testEnvironment: "<rootDir>/tools/jest/environment.mjs",
  testEnvironmentOptions: { customExportConditions: ["@transonnx/source", "node", "node-addons"] },
  extensionsToTreatAsEsm: [".ts"],
  moduleFileExtensions: ["ts", "mjs", "js", "cjs", "json", "node"],
  transform: { "\\.ts$": "<rootDir>/tools/jest/transform.mjs" },
  // A slow machine is no failure.
  testTimeout: 120_000,
  // Every core works: tests compute, and wait for nothing.
  maxWorkers: "100%",
  // Node 20 keeps the modules of each file of tests; a worker that begins anew has none to collect.
  workerIdleMemoryLimit: "256MB",
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
};
