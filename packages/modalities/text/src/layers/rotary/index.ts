export * from "./frequencies.ts";
export * from "./rope-scaling.ts";
export * from "./rotary.ts";
