/** Where bytes go, in order. The bytes may change as soon as the promise is settled. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void> | void;
}
