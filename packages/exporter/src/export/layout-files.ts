import type { JsonValue } from "@transonnx/checkpoint";
import type { PreparedExport } from "../prepare/prepare-export.ts";
import type { PartPlan } from "./plan-part.ts";

/** The files that the layout of an export adds. */
export async function layoutFiles(
  prepared: PreparedExport,
  plans: readonly PartPlan[],
): Promise<Readonly<Record<string, JsonValue>>> {
  const models = plans.map(({ part, externalData }) => ({
    file: part.file,
    hasExternalData: externalData !== undefined,
  }));
  return (await prepared.layout.files?.({ prepared, models })) ?? {};
}
