import { DynamicAxisNameError, NumberOfInputsMatchError, OutputMatchError, ShapeError } from "@transonnx/core";
import { dim, type TensorType } from "@transonnx/graph";
import { DTypeError } from "../errors.ts";
import type { Session, SessionValue } from "../runtime/runtime.ts";
import { type Check, outcome } from "./check.ts";

/** Names and types of inputs or outputs, in order. */
export type Interface = Readonly<Record<string, TensorType>>;

/** Compares what a session declares with what the configuration says: names, order, element types, axes. */
export function interfaceChecks(session: Session, inputs: Interface, outputs: Interface, where?: string): Check[] {
  return [
    namesCheck("input names", NumberOfInputsMatchError, session.inputs, inputs, where),
    namesCheck("output names", OutputMatchError, session.outputs, outputs, where),
    ...typeChecks(session.inputs, inputs, where),
    ...typeChecks(session.outputs, outputs, where),
  ];
}

function namesCheck(
  check: "input names" | "output names",
  NamesError: typeof NumberOfInputsMatchError | typeof OutputMatchError,
  declared: readonly SessionValue[],
  wanted: Interface,
  where: string | undefined,
): Check {
  const found = declared.map(({ name }) => name);
  const expected = Object.keys(wanted);
  const same = found.length === expected.length && expected.every((name, i) => name === found[i]);
  return outcome({ check }, same ? undefined : new NamesError({ expected, found, where }));
}

/** Values of other names are the names' check's to report. */
function typeChecks(declared: readonly SessionValue[], wanted: Interface, where: string | undefined): Check[] {
  return declared.flatMap((value) => {
    const type = wanted[value.name];
    if (!type) return [];
    const subject = value.name;
    return [
      outcome({ check: "dtypes", subject }, dtypeError(subject, type.dtype, value.dtype, where)),
      outcome({ check: "axes", subject }, axesError(value, type, where)),
    ];
  });
}

export const dtypeError = (value: string, expected: string, found: string | undefined, where?: string) =>
  expected === found ? undefined : new DTypeError({ value, expected, found: found ?? "no type of tensors", where });

function axesError({ name, shape: found }: SessionValue, { shape: expected }: TensorType, where: string | undefined) {
  const wrongSize = (size: number | string, axis: number) => typeof found[axis] === "number" && found[axis] !== size;
  if (found.length !== expected.length || expected.some(wrongSize))
    return new ShapeError({ mismatches: [{ output: name, expected, found }], where });
  for (const [axis, wanted] of expected.entries()) {
    const symbol = found[axis]!;
    if (typeof symbol === "string" && canonical(symbol) !== wanted)
      return new DynamicAxisNameError({ output: name, axis, symbol, allowed: [`${wanted}`], where });
  }
  return undefined;
}

/** Names that are no expressions stand for themselves. */
function canonical(symbol: string): number | string {
  try {
    return dim(symbol);
  } catch {
    return symbol;
  }
}
