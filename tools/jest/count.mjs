// node tools/jest/count.mjs BROKEN RESULTS STATUS [RESULTS STATUS...]: prints "N passed, N failed", and fails when anything did.
// BROKEN is the number of other steps that failed, RESULTS a file that jest --json --outputFile writes, STATUS jest's exit status.
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

const [broken, ...runs] = process.argv.slice(2);
const counts = runs.flatMap((file, i) => (i % 2 === 0 ? [count(file, Number(runs[i + 1]))] : []));
const sum = (name) => counts.reduce((total, each) => total + each[name], 0);
const failures = sum("failed") + Number(broken);
console.log(`${sum("passed")} passed, ${failures} failed`);
process.exit(failures === 0 && counts.length > 0 ? 0 : 1);
