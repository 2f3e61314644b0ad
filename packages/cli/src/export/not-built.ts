/** Something that optimum or transformers.onnx is asked for, and that is not done here, or not otherwise than it is done. */
export interface NotBuilt {
  /** Name of the option of `mainExport`. */
  readonly option: string;
  /** The flag of the command line. */
  readonly flag?: string;
  /** Values that ask for what is done anyway. */
  readonly accepted: readonly unknown[];
  /** What to do instead, a sentence without its full stop. */
  readonly advice: string;
}

const noPython = "Leave it out: no program of Python takes part";

/** All of them. */
export const notBuilt: readonly NotBuilt[] = [
  {
    option: "forceDownload",
    accepted: [false],
    advice: "Leave it out: a file that differs from the Hub's is fetched anyway",
  },
  {
    option: "device",
    flag: "--device <device>",
    accepted: ["cpu"],
    advice: "Leave it out: an export copies bytes, and is compared on the CPU",
  },
  {
    option: "optimize",
    flag: "--optimize <level>",
    accepted: [],
    advice: "Leave it out: the graph is written without waste, and ONNX Runtime optimises it further as it loads it",
  },
  {
    option: "slim",
    flag: "--slim",
    accepted: [false],
    advice: "Leave it out: constants are folded and equal nodes merged in every export",
  },
  {
    option: "libraryName",
    flag: "--library-name <name>",
    accepted: ["transformers"],
    advice: "Leave it out: models of transformers are what is exported",
  },
  {
    option: "trustRemoteCode",
    flag: "--trust-remote-code",
    accepted: [false],
    advice: "Leave it out: no code of a checkpoint is ever run",
  },
  {
    option: "padTokenId",
    flag: "--pad_token_id <id>",
    accepted: [],
    advice: "Leave it out: the models here read padding from the attention mask, or the token from config.json",
  },
  {
    option: "modelKwargs",
    flag: "--model-kwargs <json>",
    accepted: [],
    advice: "Change the fields of config.json instead",
  },
  {
    option: "noDynamicAxes",
    flag: "--no-dynamic-axes",
    accepted: [false],
    advice: "Leave it out: a model with free axes runs with fixed sizes as well",
  },
  { option: "dynamo", flag: "--dynamo", accepted: [false], advice: "Leave it out: nothing is traced" },
  { option: "exportWithTransformers", flag: "--export_with_transformers", accepted: [false], advice: noPython },
  { option: "useSubprocess", accepted: [false, true], advice: noPython },
  { option: "fnGetSubmodels", accepted: [], advice: "A definition of the model type says what its parts are" },
];
