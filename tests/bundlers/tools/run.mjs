// node run.mjs '{"tool": "vite", "project": …}': bundles by one tool, and prints what it says of the files that it wrote, as JSON.
const { tool, ...options } = JSON.parse(process.argv[2]);
const { bundle } = await import(`./${tool}.mjs`);
console.log(`\n${JSON.stringify(await bundle(options))}`);
