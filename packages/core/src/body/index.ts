export * from "./light.ts";
export { parseMarkdown } from "./body.parse.ts";
