import { InvalidArgumentError } from "commander";

/** Parses a flag's value that is a positive integer. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a positive integer.");
}

/** Parses a flag's value that is a positive number, such as 1e-4. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a positive number, such as 1e-4.");
}
