import { genai } from "./genai.ts";
import type { Layout } from "./layout.ts";
import { transformersJs } from "./transformers-js.ts";

const layouts = {
  optimum: { name: "optimum", doc: "ONNX files beside config and tokenizer, as optimum writes and reads them." },
  "transformers.js": transformersJs,
  genai,
} as const satisfies Record<string, Layout>;

/** The name of a layout: whose files an output folder holds. */
export type LayoutName = keyof typeof layouts;
/** The names of all layouts. */
export const layoutNames = Object.keys(layouts) as readonly LayoutName[];
/** The layout of a name. */
export const layoutOf = (name: LayoutName): Layout => layouts[name];
