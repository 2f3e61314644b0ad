// npm run checkpoint: the model of the first golden as a checkpoint, config.json and model.safetensors in checkpoint/.
import { mkdirSync, writeFileSync } from "node:fs";
import { goldenFiles, readGoldens } from "@transonnx/testing";

const [golden] = readGoldens(new URL("../goldens/", import.meta.url));
const folder = new URL("../checkpoint/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [file, content] of Object.entries(goldenFiles(golden))) writeFileSync(new URL(file, folder), content);
