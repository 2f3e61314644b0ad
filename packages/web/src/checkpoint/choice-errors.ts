/** What was chosen is no checkpoint. */
export class NoCheckpointError extends Error {
  override readonly name: string = "NoCheckpointError";
}

/** More files were dropped than a checkpoint has. */
export class TooManyFilesError extends Error {
  override readonly name: string = "TooManyFilesError";

  constructor(most: number) {
    super(
      `More than ${most} files: choose the folder of one checkpoint, the one that holds config.json and the weights.`,
    );
  }
}
