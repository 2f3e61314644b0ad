// npm run build [-- nx's arguments]: builds every package that changed since it was last built.
import { ensureInstalled } from "./install.mjs";
import { nx } from "./nx/nx.mjs";

ensureInstalled();
process.exit(nx("run-many", "--target=build", ...process.argv.slice(2)));
