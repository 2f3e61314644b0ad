export { openExternalData } from "./node/external-folder.ts";
export { type FileSink, fileSink } from "./node/file-sink.ts";
export { type FileSource, fileSource } from "./node/file-source.ts";
export { type ReadModelFileOptions, readModelFile } from "./node/read-file.ts";
export { type WriteModelFileOptions, writeModelFile } from "./node/write-file.ts";
