import type { ErrorDetails } from "@transonnx/core";
import type { Check } from "../goldens/golden-suite.ts";

/** One check that ran. */
export interface ConformanceRow {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** Why it failed. */
  readonly error?: Error;
}

/** What the conformance suite found, a row for each check. */
export interface ConformanceReport {
  readonly passed: boolean;
  readonly rows: readonly ConformanceRow[];
  /** A table for people: a line for each check, and below one that failed where, expected, found and what to do. */
  readonly text: string;
}

/** Runs checks, all of them whatever fails, one after another. `title` is the first line. */
export async function conformanceReport(checks: readonly Check[], title = "conformance"): Promise<ConformanceReport> {
  const rows: ConformanceRow[] = [];
  for (const [name, run] of checks) {
    const started = performance.now();
    const error = await run().then(
      () => undefined,
      (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
    const seconds = (performance.now() - started) / 1000;
    rows.push({ name, passed: error === undefined, seconds, ...(error && { error }) });
  }
  return { passed: rows.every(({ passed }) => passed), rows, text: table(title, rows) };
}

function table(title: string, rows: readonly ConformanceRow[]): string {
  const failed = rows.filter(({ passed }) => !passed).length;
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const verdict = failed === 0 ? `all ${rows.length} checks hold` : `${failed} of ${rows.length} checks failed`;
  const told = new Set<Error>();
  const lines = rows.flatMap(({ name, passed, seconds, error }) => {
    const why = error ? (told.has(error) ? ["    the same as above"] : explained(error)) : [];
    if (error) told.add(error);
    return [`${passed ? "✓" : "✗"} ${name.padEnd(width)}  ${seconds.toFixed(1)} s`, ...why];
  });
  return [`${title}: ${verdict}`, "", ...lines, ""].join("\n");
}

/** The parts of an error below each other; the message where it has none. */
function explained(error: Error): readonly string[] {
  const { summary, where, expected, found, advice } = error as Error & ErrorDetails & { summary?: string };
  const parts = { where, expected, found, "to do": advice };
  const lines = Object.entries(parts).flatMap(([label, text]) =>
    text ? [`    ${label.padEnd(9)}${indented(text)}`] : [],
  );
  return [`    ${indented(summary ?? (lines.length > 0 ? "" : `${error.name}: ${error.message}`))}`, ...lines].filter(
    (line) => line.trim(),
  );
}

const indented = (text: string): string => text.replaceAll("\n", `\n${" ".repeat(13)}`);
