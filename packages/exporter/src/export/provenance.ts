import type { OnnxConfig } from "@transonnx/core";
import { architecturesOf } from "../prepare/choose-task.ts";
import type { PreparedExport } from "../prepare/prepare-export.ts";

/** A repository of the Hugging Face hub. A path of a machine, which a file should not tell, is none. */
const HUB_ID = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

/** Where a model comes from, for its metadata: the same for the same checkpoint on every machine, at any time. */
export function provenance({ modelType, task, configJson, checkpoint, parts }: PreparedExport): Record<string, string> {
  const [architecture] = architecturesOf(configJson);
  const { _name_or_path: name } = configJson;
  return {
    model_type: modelType,
    task,
    ...variantOf(parts[0]!.graph.onnxConfig),
    ...(architecture === undefined ? {} : { architecture }),
    checkpoint_format: checkpoint.format,
    ...(typeof name === "string" && HUB_ID.test(name) ? { name_or_path: name } : {}),
  };
}

/** The variant, unless it is the one of an export for which none is asked, or the whole is written in place of the variant's parts. */
function variantOf({ variant, part, parts, constructor }: OnnxConfig): { readonly variant?: string } {
  const isDefault = variant === (constructor as typeof OnnxConfig).defaultVariant;
  return isDefault || (part === undefined && parts.length > 0) ? {} : { variant };
}
