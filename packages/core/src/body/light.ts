/** What there is to do with a body that needs no parser; the package's main entry passes it on. */
export * from "./body.ts";
export { bodyErrors } from "./body.errors.ts";
export { cleanText, safeHref } from "./body.href.ts";
export { BODY_LIMITS, checkBody } from "./body.limits.ts";
export { normalizeBody } from "./body.normalize.ts";
export { printMarkdown } from "./body.print.ts";
export { asks } from "./body.question.ts";
export { excerpt, isEmptyBody, mentions, plainText } from "./body.text.ts";
