import type { Comment } from "@meanwhile/core";
import type { Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { frontMatter } from "./export.names.ts";

export interface ThreadRow {
  id: string;
  title: string;
  author_id: string;
  created_at: string;
  pinned_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
  context_markdown: string | null;
  context_version: number;
}

interface CommentRow {
  number: number;
  author_id: string;
  markdown: string;
  action: "closed" | "reopened" | null;
  reactions: Comment["reactions"];
  acknowledgements: Comment["acknowledgements"];
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}

interface ProposalRow {
  statement: string;
  state: string;
  opened_at: string;
  proposer_id: string;
  closes_at: string;
  closed_at: string | null;
  reason: string | null;
  votes: { by: string; choice: "agree" | "abstain" | "object"; text: string | null }[] | null;
}

const PAGE = 200;

/** A thread from its front matter to its last comment, page by page. */
export async function writeThread(
  tx: Tx,
  workspace: string,
  thread: ThreadRow,
  place: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const nameOf = (id: string | null) => (id === null ? "Meanwhile" : (names.get(id) ?? id));
  const { id, title, author_id, created_at, pinned_at, closed_at, closed_by, context_markdown, context_version } = thread;
  await write(frontMatter({ id, title, ...place, author: nameOf(author_id), created: created_at, pinned: pinned_at, closed: closed_at, closedBy: closed_at && nameOf(closed_by) }));
  await write(`# ${title.replace(/\s+/g, " ").replace(/[\\`*_[\]<>]/g, "\\$&")}\n\n`);
  if (context_markdown !== null) await write(`## Context (version ${context_version})\n\n${context_markdown}\n\n`);
  const decisions = await tx.query<{ statement: string; state: string; decided_at: string; decider_ids: string[] }>(sql`
    select statement, state, decided_at, decider_ids from meanwhile.decisions where workspace = ${workspace} and thread_id = ${id} order by decided_at, id`);
  for (const { statement, state, decided_at, decider_ids } of decisions) {
    await write(`## Decision (${state.replace("_", " ")})\n\n${statement}\n\n*${decider_ids.map(nameOf).join(", ")}, ${decided_at}*\n\n`);
  }
  const proposals = await tx.query<ProposalRow>(sql`
    select p.statement, p.state, p.opened_at, p.proposer_id, p.closes_at, p.closed_at, p.reason, v.votes from meanwhile.proposals p
    left join lateral (
      select jsonb_agg(jsonb_build_object('by', member_id, 'choice', choice, 'text', text) order by voted_at, member_id collate "C") as votes
      from meanwhile.proposal_voters where workspace = p.workspace and proposal_id = p.id and choice is not null) v on true
    where p.workspace = ${workspace} and p.thread_id = ${id} order by p.opened_at, p.id`);
  for (const proposal of proposals) await write(printProposal(proposal, nameOf));
  for (let after = 0; ; ) {
    const page = await tx.query<CommentRow>(sql`
      select number, author_id, markdown, action, reactions, acknowledgements, created_at, edited_at, deleted_at from meanwhile.comments
      where workspace = ${workspace} and thread_id = ${id} and number > ${after} order by number limit ${PAGE}`);
    await write(page.map((comment) => printComment(comment, nameOf)).join(""));
    if (page.length < PAGE) return;
    after = page.at(-1)!.number;
  }
}

const VOTED = { agree: "agrees", abstain: "abstains", object: "objects" };

function printProposal({ statement, state, opened_at, proposer_id, closes_at, closed_at, reason, votes }: ProposalRow, nameOf: (id: string | null) => string): string {
  const about = `*${nameOf(proposer_id)}, ${opened_at}; ${closed_at === null ? `closes ${closes_at}` : `closed ${closed_at}`}*`;
  const said = (votes ?? []).map(({ by, choice, text }) => `${nameOf(by)} ${VOTED[choice]}${text ? `:\n\n${text}` : ""}`);
  return `${[`## Proposal (${state})`, statement, about, ...(reason ? [reason] : []), ...said].join("\n\n")}\n\n`;
}

function printComment({ number, author_id, markdown, action, reactions, acknowledgements, created_at, edited_at, deleted_at }: CommentRow, nameOf: (id: string | null) => string): string {
  const head = `## ${number}. ${nameOf(author_id)}, ${created_at}${edited_at === null ? "" : ` (edited ${edited_at})`}`;
  const notes = [
    ...(action === null ? [] : [`*${action} the thread*`]),
    ...reactions.map(({ emoji, memberIds }) => `${emoji} ${memberIds.map(nameOf).join(", ")}`),
    ...(acknowledgements.length > 0 ? [`Noted by ${acknowledgements.map(({ by }) => nameOf(by)).join(", ")}`] : []),
  ];
  return `${[head, deleted_at === null ? markdown : "*Deleted.*", ...notes].filter((part) => part !== "").join("\n\n")}\n\n`;
}
