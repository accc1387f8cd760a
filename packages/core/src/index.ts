export * from "./shared/ids.ts";
export * from "./shared/errors.ts";
export * from "./shared/page.ts";
