import type { ExportReport } from "@transonnx/exporter";

import exporter = require("@transonnx/exporter");
import node = require("@transonnx/exporter/node");
import models = require("@transonnx/bert");

const registry = exporter.createRegistry([models.bert]);

export = (checkpoint: string, output: string): Promise<ExportReport> =>
  exporter.exportModel({ checkpoint: node.nodeFolder(checkpoint), registry, output: node.nodeOutput(output) });
