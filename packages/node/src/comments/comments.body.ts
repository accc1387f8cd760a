import { asks, type Body, checkBody, excerpt, isEmptyBody, mentions, parseMarkdown } from "@meanwhile/core/body";
import { errorKind } from "@meanwhile/core";

/** Markdown, and all that is derived from it when it is written. */
export interface Written {
  markdown: string;
  body: Body;
  excerpt: string;
  mentions: { users: string[]; groups: string[] };
  /** There is a question in it. */
  asks: boolean;
}

const emptyBody = errorKind("body/empty", 422);

/**
 * Reads what a person wrote.
 *
 * @throws MeanwhileError `body/empty`, `body/too_large`, `body/too_deep`, `body/too_many_links`
 */
export function write(markdown: string): Written {
  const written = writeOptional(markdown);
  if (isEmptyBody(written.body)) throw emptyBody("There are no words in it. Write something first.");
  return written;
}

/** Like {@link write}, where having nothing to say is fine. */
export function writeOptional(markdown: string): Written {
  const body = parseMarkdown(markdown);
  checkBody(markdown, body);
  return { markdown, body, excerpt: excerpt(body), mentions: mentions(body), asks: asks(body) };
}
