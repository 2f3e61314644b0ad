export async function runPlan(_checkpoint: string, _flags: object): Promise<void> {}
