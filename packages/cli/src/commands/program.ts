import { Command, Option } from "commander";
import { addDummyShapes } from "../flags/dummy-shapes.ts";
import { addNotBuilt } from "../flags/not-built.ts";
import { positiveInteger, positiveNumber } from "../flags/values.ts";
import { VERSION } from "../version.ts";
import type { CommonFlags, ExportFlags, InspectFlags, PlanFlags, ValidateFlags } from "./flags.ts";

const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

function addCommon(command: Command): Command {
  return command
    .optionsGroup("Messages:")
    .option("--json", "print one JSON object, the result or the error, and nothing else")
    .option("-q, --quiet", "print nothing but errors")
    .option("--debug", "print the stack of an error as well");
}

function addModel(command: Command): Command {
  return command
    .optionsGroup("The model:")
    .option("--task <task>", "fill-mask, feature-extraction …; default auto: that of config.json's architectures")
    .option("--feature <task>", "the same, under transformers.onnx's name")
    .option("--framework <name>", "whose weights to read: pt, safetensors; default: what is there");
}

function addGraph(command: Command): Command {
  return command
    .optionsGroup("The ONNX file:")
    .option("--opset <n>", "13 to 24; default: that of the target", positiveInteger)
    .addOption(choice("--target <name>", "what runs it (default: onnxruntime, opset 23)", ["onnxruntime", "portable"]))
    .addOption(choice("--dtype <type>", "element type of weights and arithmetic (default: fp32)", ["fp32"]))
    .addOption(
      choice(
        "--weights <where>",
        "in the file, beside it, or in the checkpoint's own safetensors (default: embed, or external from 2 GB)",
        ["embed", "external", "link"],
      ),
    )
    .option("--no-constant-folding", "leave constants to be computed at run time");
}

function addValidation(command: Command): Command {
  command
    .optionsGroup("Validation:")
    .option("--atol <value>", "largest absolute difference; default: that of the model", positiveNumber)
    .option("--reference <file>", "compare with the inputs and outputs of a safetensors file as well")
    .option("--strict", "fail where a tensor is not read or a check cannot run");
  return addDummyShapes(command);
}

function exportCommand(): Command {
  const command = new Command("export")
    .summary("turn a checkpoint into ONNX, and validate it")
    .description(
      "Writes CHECKPOINT (the folder of config.json and the weights) as ONNX into the folder OUTPUT, with its tokenizer " +
        "and configuration beside it, and compares the written file with a reference. When anything fails, OUTPUT is " +
        "left as it was.",
    )
    .argument("[checkpoint]", "folder of the checkpoint")
    .argument("[output]", "folder to be made");
  addModel(command)
    .option("-m, --model <checkpoint>", "the checkpoint, as optimum-cli takes it")
    .addOption(
      choice("--preprocessor <kind>", "files that the checkpoint must hold for it to be exported (default: auto)", [
        "auto",
        "tokenizer",
        "feature_extractor",
        "image_processor",
        "processor",
      ]),
    )
    .addOption(new Option("--variant <name>").hideHelp())
    .option("--monolith", "one file for the model; the models here always are")
    .option("--no-post-process", "change no file after it was written; none ever is");
  addGraph(command);
  addValidation(command)
    .optionsGroup("Validation:")
    .option("--no-validate", "write the file without running it")
    .optionsGroup("The output:")
    .option("-f, --force", "replace the files of an earlier export");
  return addNotBuilt(addCommon(command)).action(async (checkpoint, output, flags: ExportFlags, self: Command) => {
    const { runExport } = await import("./export.ts");
    await runExport({ checkpoint, output, flags, command: self });
  });
}

function validateCommand(): Command {
  const command = new Command("validate")
    .summary("compare an export with its checkpoint")
    .description("Runs OUTPUT, an exported folder or .onnx file, and compares it with what CHECKPOINT computes.")
    .argument("<checkpoint>", "folder of the checkpoint")
    .argument("<output>", "exported folder, or its .onnx file");
  addValidation(addModel(command));
  return addCommon(command).action(async (checkpoint, output, flags: ValidateFlags) => {
    const { runValidate } = await import("./validate.ts");
    await runValidate(checkpoint, output, flags);
  });
}

function planCommand(): Command {
  const command = new Command("plan")
    .summary("say what an export would write, without reading weights")
    .description("Tells files, sizes, memory and tasks of an export of CHECKPOINT, and what is not supported and why.")
    .argument("<checkpoint>", "folder of the checkpoint");
  addGraph(addModel(command));
  return addCommon(command).action(async (checkpoint, flags: PlanFlags) => {
    const { runPlan } = await import("./plan.ts");
    await runPlan(checkpoint, flags);
  });
}

function inspectCommand(): Command {
  const command = new Command("inspect")
    .summary("show what an ONNX file holds")
    .description("Shows inputs, outputs, opsets, operators and sizes of an ONNX file, whoever wrote it.")
    .argument("<file>", "the .onnx file")
    .option("--graph", "print every node");
  return addCommon(command).action(async (file, flags: InspectFlags) => {
    const { runInspect } = await import("./inspect.ts");
    await runInspect(file, flags);
  });
}

function modelsCommand(): Command {
  const command = new Command("models").summary("list model types and their tasks").description("Lists model types.");
  return addCommon(command).action(async (flags: CommonFlags) => {
    const { runModels } = await import("./models.ts");
    await runModels(flags);
  });
}

/** The command line: what it takes, and which module does it. A command's module is loaded when it runs. */
export function createProgram(): Command {
  const program = new Command("transonnx")
    .description("Hugging Face checkpoints to ONNX, without Python.")
    .version(VERSION)
    .addHelpText("after", "\nAs in: transonnx export ./all-MiniLM-L6-v2 ./onnx/all-MiniLM-L6-v2");
  for (const command of [exportCommand(), validateCommand(), planCommand(), inspectCommand(), modelsCommand()])
    program.addCommand(command);
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .configureHelp({ helpWidth: 100 })
      .configureOutput({ outputError: () => {}, writeErr: () => {} });
  return program;
}
