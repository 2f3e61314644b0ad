import { CONTRACT_VERSION, definitionProblems, type ModelDefinition } from "@transonnx/core";
import { ConformanceError } from "./conformance-error.ts";

/** A definition is what `defineModel` asks for, of the contract that this version of the packages has. */
export async function definitionIsComplete(definition: ModelDefinition): Promise<void> {
  const [problem] = definitionProblems(definition);
  const where = `${definition.modelType}, ${problem?.field ?? "contract"}`;
  if (problem) {
    const { expected, found } = problem;
    throw new ConformanceError("the definition is not what defineModel asks for", {
      ...{ where, expected, found },
      advice: "Correct the field",
    });
  }
  if (definition.contract !== CONTRACT_VERSION)
    throw new ConformanceError("the definition was made for another contract", {
      ...{ where, expected: `${CONTRACT_VERSION}`, found: `${definition.contract}` },
      advice: "Install @transonnx/core in the version of @transonnx/testing, as a peer dependency",
    });
}
