import type { DummyShapeFlags } from "../flags/dummy-shapes.ts";
import type { HubFlags } from "../flags/hub.ts";
import type { PluginFlags } from "../flags/plugins.ts";

/** Flags that every command has. */
export interface CommonFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** Flags that say what a checkpoint is to become. */
export interface ModelFlags extends CommonFlags, HubFlags, PluginFlags {
  readonly task?: string;
  readonly feature?: string;
  readonly framework?: string;
}

/** Flags of the ONNX file. */
export interface GraphFlags {
  readonly opset?: number;
  readonly target?: string;
  readonly layout?: string;
  readonly dtype?: string;
  readonly weights?: string;
  readonly constantFolding: boolean;
}

/** Flags of the comparison with the reference. */
export interface ValidationFlags extends DummyShapeFlags {
  readonly strict?: boolean;
  readonly atol?: number;
  readonly reference?: string;
}

export interface ExportFlags extends ModelFlags, GraphFlags, ValidationFlags {
  readonly model?: string;
  readonly preprocessor?: string;
  readonly variant?: string;
  readonly monolith?: boolean;
  readonly postProcess: boolean;
  readonly validate: boolean;
  readonly force?: boolean;
}

export type ValidateFlags = ModelFlags & ValidationFlags;

export interface PlanFlags extends ModelFlags, GraphFlags {
  readonly strict?: boolean;
}

export interface ModelsFlags extends CommonFlags, PluginFlags {}

export interface InspectFlags extends CommonFlags {
  readonly graph?: boolean;
}
