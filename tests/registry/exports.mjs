import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readManifest } from "../../tools/build/entries.mjs";
import { root } from "../../tools/root.mjs";

/** ModelProto's field 3, producer_version, as it stands in a file. */
const producerVersion = (version) => Buffer.concat([Buffer.from([0x1a, version.length]), Buffer.from(version)]);

/** A model as another version of the exporter writes it. */
function ofVersion(model, version) {
  const field = producerVersion(readManifest(path.join(root, "packages/exporter")).version);
  const at = model.indexOf(field);
  if (at < 0) throw new Error("The model does not say which version of the exporter wrote it");
  return Buffer.concat([model.subarray(0, at), producerVersion(version), model.subarray(at + field.length)]);
}

/**
 * The files that differ between an export of a release and one of this workspace, besides the version that they are of.
 * A file that only one of them has differs.
 */
export function sameExport(folder, here, version) {
  const names = [...new Set([folder, here].flatMap((each) => readdirSync(each)))];
  return names.filter((name) => {
    const [theirs, ours] = [folder, here].map((each) => {
      const found = readdirSync(each).includes(name);
      return found ? readFileSync(path.join(each, name)) : undefined;
    });
    if (theirs === undefined || ours === undefined) return true;
    return !theirs.equals(name.endsWith(".onnx") ? ofVersion(ours, version) : ours);
  });
}
