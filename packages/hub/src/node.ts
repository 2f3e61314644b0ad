export { HubError } from "./errors.ts";
