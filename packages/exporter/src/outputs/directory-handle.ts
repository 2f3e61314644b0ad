import type { BlobLike } from "@transonnx/checkpoint";

/** What is used of a browser's `FileSystemDirectoryHandle`. */
export interface DirectoryHandleLike {
  readonly name: string;
  keys(): AsyncIterable<string>;
  getDirectoryHandle(name: string, options?: { readonly create?: boolean }): Promise<DirectoryHandleLike>;
  getFileHandle(name: string, options?: { readonly create?: boolean }): Promise<FileHandleLike>;
  removeEntry(name: string, options?: { readonly recursive?: boolean }): Promise<void>;
}

/** What is used of a browser's `FileSystemFileHandle`. */
export interface FileHandleLike {
  getFile(): Promise<BlobLike>;
  createWritable(): Promise<WritableLike>;
  /** There in dedicated workers alone, for files of the origin private file system. */
  createSyncAccessHandle?(): Promise<SyncAccessLike>;
}

/** What is used of a `FileSystemWritableFileStream`. */
export interface WritableLike {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** What is used of a `FileSystemSyncAccessHandle`. */
export interface SyncAccessLike {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}
