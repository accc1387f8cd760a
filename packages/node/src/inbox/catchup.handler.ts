import { arrangeCatchUp, type CatchUp, type CatchUpEntry, type Contract, extract, inboxErrors } from "@meanwhile/core";
import { plainText } from "@meanwhile/core/body";
import type { Context, Handlers } from "../calls/context.ts";
import type { Summarizer, SummaryText } from "../calls/summarizer.ts";
import { decidedIn, reasonsFor, type Said, saidAt, writtenIn } from "./catchup.store.ts";

/** Entries of a kind, and comments read for one of them. */
const MOST = 20;
const COMMENTS = 30;
const ENTRY_CHARS = 280;
const SUMMARY_CHARS = 800;

/** What a model is given at the most, and how long we wait for it. */
const MODEL_CHARS = 24_000;
const MODEL_MS = 10_000;

/**
 * What happened in a period, for the one who asks: read with their eyes, arranged by rule. Where the server has a summarizer it gets only what
 * was read so, and whatever becomes of it, the answer comes.
 */
export const catchUp: Handlers<Contract["inbox"]>["catchUp"] = async (context, { from, to = context.now }) => {
  const { db, actor } = context;
  context.authorize("inbox.use");
  if (Date.parse(from) >= Date.parse(to)) throw inboxErrors.emptyPeriod("The period ends before it begins.");
  const period = { from, to };
  const decided = await decidedIn(db, actor, period, MOST);
  const comments = await writtenIn(db, actor, period, 5000);
  const items = await reasonsFor(db, actor, [...new Set(comments.map((comment) => comment.threadId))]);
  const plan = arrangeCatchUp(comments, new Set(decided.map((said) => said.threadId)), items, MOST);
  const asked = await saidAt(db, actor, period, plan.questions.map(({ threadId, number }) => ({ threadId, number, after: 0 })));
  const read = await saidAt(db, actor, period, plan.followed.map(({ threadId, number }) => ({ threadId, number, after: COMMENTS })));

  const decisions = decided.map((said) => entryOf([said]));
  const questions = plan.questions.flatMap(({ threadId, number, answered }) => {
    const said = asked.find((one) => one.threadId === threadId && one.number === number);
    return said ? [{ ...entryOf([said]), answered }] : [];
  });
  const followed = plan.followed.flatMap(({ threadId, comments: count }) => {
    const said = read.filter((one) => one.threadId === threadId);
    return said.length > 0 ? [{ ...entryOf(said), comments: count }] : [];
  });
  return { from, to, summary: await summaryOf(context, [...decided, ...asked, ...read]), decisions, questions, followed, rest: plan.rest };
};

/** Stands at the first of what was said. */
function entryOf(said: readonly Said[]): CatchUpEntry {
  const { body: _body, ...first } = said[0]!;
  return { ...first, summary: extract(said.map((one) => plainText(one.body)), ENTRY_CHARS) };
}

async function summaryOf({ summarizer }: Context, said: readonly Said[]): Promise<CatchUp["summary"]> {
  if (said.length === 0) return null;
  const texts = said.map((one) => ({ author: one.author.name, at: one.at, text: plainText(one.body) }));
  const written = summarizer && (await ask(summarizer, texts));
  if (written) return { text: written, by: "model" };
  const text = extract(texts.map((one) => one.text), SUMMARY_CHARS);
  return text === "" ? null : { text, by: "extract" };
}

/** Nothing where it fails, takes too long, or says nothing. */
async function ask(summarizer: Summarizer, texts: readonly SummaryText[]): Promise<string | undefined> {
  let left = MODEL_CHARS;
  const given = texts.filter(({ text }) => (left -= text.length) >= 0);
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => (ending.abort(), resolve(undefined)), MODEL_MS);
  });
  try {
    const text = await Promise.race([summarizer.summarize({ texts: given, maxChars: SUMMARY_CHARS, signal: ending.signal }), late]);
    return text?.trim().slice(0, SUMMARY_CHARS).replace(/[\uD800-\uDBFF]$/, "") || undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
