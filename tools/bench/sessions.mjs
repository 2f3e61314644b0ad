import { InferenceSession } from "onnxruntime-node";

const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };

/**
 * Opens two models and has them measured, twice: the one that is opened first lies in other memory than the second, which
 * alone makes up to a tenth. A session before both takes what the first of a process loses.
 */
export async function inBothOrders(files, measure) {
  const before = await InferenceSession.create(files[1], options);
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const sessions = [];
    for (const i of order) sessions[i] = await InferenceSession.create(files[i], options);
    await measure(sessions);
    for (const session of sessions) await session.release();
  }
  await before.release();
}
