import { Command, Option } from "commander";
import { addDummyShapes } from "../flags/dummy-shapes.ts";
import { addHub } from "../flags/hub.ts";
import { addNotBuilt } from "../flags/not-built.ts";
import { addPlugins } from "../flags/plugins.ts";
import { positiveInteger, positiveNumber } from "../flags/values.ts";
import type { ExitCode } from "../terminal/exit-code.ts";
import { VERSION } from "../version.ts";
import type { ExportFlags, InspectFlags, ModelsFlags, PlanFlags, ValidateFlags } from "./flags.ts";

const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

function addCommon(command: Command): Command {
  return command
    .optionsGroup("Messages:")
    .option("--json", "print one JSON object, the result or the error, and nothing else")
    .option("-q, --quiet", "print nothing but errors")
    .option("--debug", "print the stack of an error as well")
    .addHelpOption(new Option("-h, --help", "print this").helpGroup("Messages:"));
}

function addModel(command: Command): Command {
  return command
    .optionsGroup("The model:")
    .option("--task <task>", "such as fill-mask; auto (default): that of config.json's architectures")
    .option("--feature <task>", "the same, under transformers.onnx's name, such as masked-lm")
    .option("--framework <name>", "whose weights: safetensors, pt; by default what is there");
}

function addGraph(command: Command): Command {
  return command
    .optionsGroup("The ONNX file:")
    .addOption(
      choice("--layout <name>", "whose files they are: optimum (default), transformers.js, genai (onnxruntime-genai)", [
        "optimum",
        "transformers.js",
        "genai",
      ]),
    )
    .addOption(
      choice(
        "--target <name>",
        "onnxruntime (default): opset 23; portable: opset 18; web: opset 21, operators that wasm and WebGPU have",
        ["onnxruntime", "portable", "web"],
      ),
    )
    .option("--opset <n>", "13 to 24; by default that of the target", positiveInteger)
    .addOption(choice("--dtype <type>", "of weights and arithmetic: fp32 (default)", ["fp32"]))
    .addOption(
      choice(
        "--weights <where>",
        "embed: in the file; external: beside it; link: in the checkpoint's own safetensors, under a further name; by " +
          "default embed up to 2 GiB, else external",
        ["embed", "external", "link"],
      ),
    )
    .option("--no-constant-folding", "leave constants to be computed at run time");
}

function addValidation(command: Command): Command {
  command
    .optionsGroup("Validation:")
    .option("--atol <value>", "largest absolute difference; by default that of the model, 1e-5", positiveNumber)
    .option("--reference <file>", "compare with inputs and outputs in a safetensors file as well")
    .option("--strict", "fail where a tensor is not read or a check cannot run, and compare as numpy.allclose does");
  return addDummyShapes(command);
}

function exportCommand(): Command {
  const command = new Command("export")
    .usage("CHECKPOINT OUTPUT [options]")
    .summary("turn a checkpoint into ONNX, and validate it")
    .description(
      "Writes CHECKPOINT (the folder of config.json and the weights, or a model of the Hugging Face Hub) as ONNX into the folder OUTPUT, with its tokenizer " +
        "and configuration beside it, and compares the written file with a reference. When anything fails, OUTPUT is " +
        "left as it was.",
    )
    .argument("[checkpoint]", "folder of the checkpoint, or owner/name on the Hub")
    .argument("[output]", "folder to be written");
  addModel(command)
    .option("-m, --model <checkpoint>", "the checkpoint, as optimum-cli takes it")
    .addOption(
      choice(
        "--preprocessor <kind>",
        "fail without its files: tokenizer, feature_extractor, image_processor, processor",
        ["auto", "tokenizer", "feature_extractor", "image_processor", "processor"],
      ),
    )
    .option(
      "--variant <name>",
      "which files a model becomes that has several ways: sam's are split (default), monolith",
    )
    .option("--monolith", "write a model of several parts as one file; that of an encoder-decoder keeps no past")
    .option("--no-post-process", "leave the two decoders of an encoder-decoder unmerged");
  addGraph(command);
  addValidation(command)
    .optionsGroup("Validation:")
    .option("--no-validate", "write the file without running it")
    .optionsGroup("The output:")
    .option("-f, --force", "replace the files of an earlier export");
  return addNotBuilt(addCommon(addPlugins(addHub(command)))).action(
    async (checkpoint, output, flags: ExportFlags, self: Command) => {
      const { runExport } = await import("./export.ts");
      await runExport({ checkpoint, output, flags, command: self });
    },
  );
}

function validateCommand(): Command {
  const command = new Command("validate")
    .usage("CHECKPOINT OUTPUT [options]")
    .summary("compare an export with its checkpoint")
    .description("Runs OUTPUT, an exported folder or .onnx file, and compares it with what CHECKPOINT computes.")
    .argument("<checkpoint>", "folder of the checkpoint, or owner/name on the Hub")
    .argument("<output>", "exported folder, or its .onnx file");
  addValidation(addModel(command));
  return addCommon(addPlugins(addHub(command))).action(async (checkpoint, output, flags: ValidateFlags) => {
    const { runValidate } = await import("./validate.ts");
    await runValidate(checkpoint, output, flags);
  });
}

function planCommand(finish: Finish): Command {
  const command = new Command("plan")
    .usage("CHECKPOINT [options]")
    .summary("say what an export would write, without reading weights")
    .description(
      "Tells files, sizes, memory and tasks of an export of CHECKPOINT, and what is not supported and why. Ends with the " +
        "exit code that the export would end with.",
    )
    .argument("<checkpoint>", "folder of the checkpoint, or owner/name on the Hub");
  addGraph(addModel(command)).option("--strict", "count every tensor that is not read as a problem");
  return addCommon(addPlugins(addHub(command))).action(async (checkpoint, flags: PlanFlags) => {
    const { runPlan } = await import("./plan.ts");
    finish(await runPlan(checkpoint, flags));
  });
}

function inspectCommand(): Command {
  const command = new Command("inspect")
    .usage("FILE.onnx [options]")
    .summary("show what an ONNX file holds")
    .description("Shows inputs, outputs, opsets, operators and sizes of an ONNX file, whoever wrote it.")
    .argument("<file>", "the .onnx file")
    .option("--graph", "print every node");
  return addCommon(command).action(async (file, flags: InspectFlags) => {
    const { runInspect } = await import("./inspect.ts");
    await runInspect(file, flags);
  });
}

function modelsCommand(finish: Finish): Command {
  const command = new Command("models")
    .summary("list model types and their tasks")
    .description("Lists model types, those of plugins last.");
  return addCommon(addPlugins(command)).action(async (flags: ModelsFlags) => {
    const { runModels } = await import("./models.ts");
    finish(await runModels(flags));
  });
}

/** Takes the exit code of a command that is done, where it is not 0. */
type Finish = (exitCode: ExitCode) => void;

/**
 * The command line: what it takes, and which module does it. A command's module is loaded when it runs. `finish` gets the exit
 * code of a command that has something to say by it.
 */
export function createProgram(finish: Finish = () => {}): Command {
  const program = new Command("transonnx")
    .usage("COMMAND [options]")
    .description("Hugging Face checkpoints to ONNX, without Python.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this, or what a command takes")
    .helpCommand(false)
    .addHelpText("after", "\nAs in: transonnx export sentence-transformers/all-MiniLM-L6-v2 ./onnx/all-MiniLM-L6-v2");
  for (const command of [
    exportCommand(),
    validateCommand(),
    planCommand(finish),
    inspectCommand(),
    modelsCommand(finish),
  ])
    program.addCommand(command);
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .configureHelp({
        helpWidth: 100,
        optionDescription: ({ description }) => description,
        subcommandTerm: (listed) => `${listed.name()} ${listed.usage().replace("[options]", "")}`.trim(),
      })
      .configureOutput({ outputError: () => {}, writeErr: () => {} });
  return program;
}
