export default {
  testMatch: ["<rootDir>/**/*.test.mjs"],
  testTimeout: 600_000,
  // Each of these runs programs that use every core by themselves.
  maxWorkers: 1,
  transform: {},
};
