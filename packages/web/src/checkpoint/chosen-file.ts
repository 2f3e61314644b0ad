/** A file that the user chose, with its path in what was chosen: `tiny-bert/config.json`, or its name alone. */
export interface ChosenFile {
  readonly path: string;
  readonly file: File;
}

/** The files of an `<input type="file">`. */
export const filesOfInput = (files: Iterable<File>): readonly ChosenFile[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
