// node tools/jest/count.mjs RESULTS STATUS BROKEN: prints "N passed, N failed", and fails when anything did.
// RESULTS is the file that jest --json --outputFile writes, STATUS jest's exit status, BROKEN the number of other steps that failed.
import { readFileSync } from "node:fs";

/** Counts tests. A suite that could not start counts as a failure, and so does a run that failed without a failed test. */
function count(file, status) {
  const text = readFileSync(file, "utf8");
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = text
    ? JSON.parse(text)
    : { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && (status !== 0 || numPassedTests === 0) ? 1 : failed };
}

const [file, status, broken] = process.argv.slice(2);
const { passed, failed } = count(file, Number(status));
const failures = failed + Number(broken);
console.log(`${passed} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
