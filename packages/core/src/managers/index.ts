export type { ExporterConfigConstructor } from "./exporter-config.ts";
export * from "./features-manager.ts";
export { determineFramework, type FolderListing, FRAMEWORKS, type Framework, frameworksIn } from "./frameworks.ts";
export * from "./libraries.ts";
export { type CheckpointDescription, type ConfigConstructorRequest, TasksManager, tasksOf } from "./tasks-manager.ts";
