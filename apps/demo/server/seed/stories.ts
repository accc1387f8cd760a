import type { Comment, Thread } from "@meanwhile/core";
import type { Api } from "@meanwhile/node";
import { guestOrders } from "../orders.ts";
import { people, personById } from "../people.ts";
import { channelStories } from "./channels.ts";
import { companyStories, peopleStories } from "./company.ts";
import { seedMembers, userOf } from "./members.ts";
import { dateAfter, instantOf } from "./moments.ts";
import { qualityStories } from "./quality.ts";
import { orderStories, shippingStories } from "./shipping.ts";
import { pricingStories, roadshowStories, softwareStories } from "./software.ts";
import type { ChannelName, ChannelStory, DecisionStory, ProposalStory, Story, When, Who, Words } from "./story.ts";

/** Everything that is told. */
export const stories: readonly Story[] = [...companyStories, ...peopleStories, ...qualityStories, ...shippingStories, ...orderStories, ...softwareStories, ...pricingStories, ...roadshowStories];
const DAY_MS = 86_400_000;

/**
 * Tells every story through the same calls that a request would make, each at its own time. The same program gives the same keys.
 *
 * @param now the moment from which the stories look back, in milliseconds
 * @param setClock moves the clock of the server behind `api`
 * @param onTold called after each story
 */
export async function seedStories(api: Api, now: number, setClock: (instant: number) => void, onTold: () => void): Promise<void> {
  let calls = 0;
  const key = () => `seed-${++calls}`;
  const as = (who: Who) => ({ actor: userOf(who), idempotencyKey: key() });
  const goTo = (when: When) => setClock(instantOf(when, now));

  setClock(now - 120 * DAY_MS);
  await seedMembers(api, now, key);
  const channels = new Map<ChannelName, string>();
  for (const { name, description, visibility, members, favouriteOf } of channelStories) {
    const { id } = await api.channels.create({ name, description, visibility, memberIds: members }, as("marta"));
    channels.set(name, id);
    for (const who of favouriteOf) await api.channels.setFavourite({ channelId: id, favourite: true }, as(who));
  }
  for (const [guest, orders] of Object.entries(guestOrders)) {
    const insiders = people.filter(({ role }) => role !== "guest").map(({ id }) => id);
    for (const id of orders) await api.threads.setSubjectAccess({ subject: { type: "order", id }, memberIds: [...insiders, guest] }, as("marta"));
  }

  for (const story of stories) {
    await tell(story);
    onTold();
  }
  await tidy();
  for (const { name, archivedBy } of channelStories) {
    if (!archivedBy) continue;
    setClock(now - 45 * DAY_MS);
    await api.channels.archive({ channelId: channels.get(name)! }, as(archivedBy));
  }

  async function tell(story: Story): Promise<void> {
    const [first, ...rest] = story.words;
    goTo(first.when);
    const place = "channel" in story.place ? { channelId: channels.get(story.place.channel)! } : story.place;
    const thread = await api.threads.create({ ...place, title: story.title, markdown: markdownOf(first) } as Parameters<Api["threads"]["create"]>[0], as(first.by));
    const { data: opening } = await api.comments.list({ threadId: thread.id, limit: 1 }, { actor: userOf(first.by) });
    await note(opening[0]!, first);
    // In the order in which it happened, with what each context knew by then.
    const moments = [
      ...rest.map((words) => ({ words, when: words.when })),
      ...(story.context ?? []).map((context, version) => ({ context, version, when: context.when })),
      ...(story.decision ? [{ decision: story.decision, when: story.decision.when }] : []),
      ...(story.proposal ? [{ proposal: story.proposal, when: story.proposal.when }] : []),
    ];
    moments.sort((a, b) => instantOf(a.when, now) - instantOf(b.when, now));
    for (const moment of moments) {
      goTo(moment.when);
      if ("words" in moment) await say(thread, moment.words);
      else if ("decision" in moment) await decide(thread, moment.decision);
      else if ("proposal" in moment) await propose(thread, moment.proposal);
      else await api.threads.setContext({ threadId: thread.id, markdown: withMentions(moment.context.text), baseVersion: moment.version }, as(moment.context.by));
    }
    if (story.pinnedBy) await api.threads.setPinned({ threadId: thread.id, pinned: true }, as(story.pinnedBy));
    await read(thread, story);
  }

  async function say(thread: Thread, words: Words): Promise<void> {
    const markdown = markdownOf(words);
    const comment = words.closes ? (await api.threads.close({ threadId: thread.id, markdown }, as(words.by))).comment : await api.comments.create({ threadId: thread.id, markdown }, as(words.by));
    await note(comment, words);
  }

  async function decide({ id: threadId }: Thread, { by, statement, alternatives = [], dissent, reviewIn }: DecisionStory): Promise<void> {
    await api.decisions.create(
      {
        threadId,
        statement,
        alternatives,
        dissent: dissent ? [{ memberId: dissent.by, text: dissent.text }] : [],
        review: reviewIn === undefined ? null : { on: dateAfter(reviewIn, now) },
      },
      as(by),
    );
  }

  async function propose({ id: threadId }: Thread, { by, statement, asked, agreed }: ProposalStory): Promise<void> {
    const { id: proposalId } = await api.proposals.create({ threadId, statement, voters: { kind: "members", memberIds: asked }, workingDays: 4 }, as(by));
    for (const answer of agreed) {
      goTo(answer.when);
      await api.proposals.vote({ proposalId, choice: "agree", ...(answer.text === undefined ? {} : { text: answer.text }) }, as(answer.by));
    }
  }

  /** Whoever works here keeps an inbox in order: what was read and is a week old is done. */
  async function tidy(): Promise<void> {
    setClock(now);
    for (const { id } of people) await api.inbox.archiveAll({ state: "read", olderThan: new Date(now - 7 * DAY_MS).toISOString() }, as(id as Who));
  }

  /** What came after somebody had written: their own edit, reactions, acknowledgements. */
  async function note({ id: commentId }: Comment, { by, when, text, before, reactions = {}, acknowledged = [] }: Words): Promise<void> {
    setClock(Math.min(instantOf(when, now) + DAY_MS / 48, now));
    if (before !== undefined) await api.comments.edit({ commentId, markdown: withMentions(text) }, as(by));
    for (const [emoji, members] of Object.entries(reactions)) for (const who of members) await api.comments.setReaction({ commentId, emoji, on: true }, as(who));
    for (const who of acknowledged) await api.comments.setAcknowledged({ commentId, acknowledged: true }, as(who));
  }

  /** Everybody who sees it has read it, but for what the story says. */
  async function read(thread: Thread, story: Story): Promise<void> {
    setClock(now);
    for (const who of readersOf(story)) {
      const position = story.words.length - (story.unread?.[who] ?? 0);
      await api.threads.setPosition({ threadId: thread.id, position }, as(who));
    }
  }
}

function readersOf({ place }: Story): Who[] {
  const everybody = people.map(({ id }) => id as Who);
  const insiders = everybody.filter((who) => personById(who)?.role !== "guest");
  if ("people" in place) return place.people;
  if ("subject" in place) return everybody.filter((who) => insiders.includes(who) || guestOrders[who]?.includes(place.subject.id));
  const { visibility, members } = channelStories.find(({ name }) => name === place.channel) as ChannelStory;
  return visibility === "private" ? ["marta", ...members] : [...insiders, ...members.filter((who) => !insiders.includes(who))];
}

const markdownOf = ({ before, text }: Words) => withMentions(before ?? text);

/** `@kenji` stands for the link that a mention is; a number and its unit stay on one line. */
function withMentions(text: string): string {
  return text.replace(/(?<=\d) (?=%|kg\b|m\b|mm\b|°C)|(?<=€) (?=\d)/g, "\u00a0").replace(/@(\w+)/g, (whole, id: string) => {
    const person = personById(id);
    return person ? `[${person.name}](mention:user/${id})` : whole;
  });
}
