import { genai } from "./genai.ts";
import type { Layout } from "./layout.ts";
import { transformersJs } from "./transformers-js.ts";

const layouts = {
  optimum: { name: "optimum", doc: "ONNX files beside config and tokenizer, as optimum writes and reads them." },
  "transformers.js": transformersJs,
  genai,
} as const satisfies Record<string, Layout>;

export type LayoutName = keyof typeof layouts;
export const layoutNames = Object.keys(layouts) as readonly LayoutName[];
export const layoutOf = (name: LayoutName): Layout => layouts[name];
