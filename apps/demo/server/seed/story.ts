import type { Subject } from "@meanwhile/core";

/** Who takes part; the ids of people.ts. */
export type Who = "elina" | "marta" | "wanjiku" | "kenji" | "priya" | "tomas";

/** So many working days ago, at that time in UTC; or so many minutes ago. */
export type When = { daysAgo: number; at: string } | { minutesAgo: number };

export interface Words {
  by: Who;
  when: When;
  /** Markdown; `@kenji` becomes a mention. */
  text: string;
  reactions?: Record<string, Who[]>;
  acknowledged?: Who[];
  /** Its first wording, where it was edited afterwards. */
  before?: string;
  /** It closes the thread. */
  closes?: true;
}

export interface DecisionStory {
  by: Who;
  when: When;
  statement: string;
  alternatives?: { text: string; reason: string }[];
  dissent?: { by: Who; text: string };
  /** So many days from now it is looked at again. */
  reviewIn?: number;
}

export interface ProposalStory {
  by: Who;
  when: When;
  statement: string;
  asked: Who[];
  agreed: { by: Who; when: When; text?: string }[];
}

export interface Story {
  title: string;
  place: { channel: ChannelName } | { subject: Subject } | { people: Who[] };
  /** The opening comment first. */
  words: [Words, ...Words[]];
  /** The living context, oldest version first. */
  context?: { by: Who; when: When; text: string }[];
  pinnedBy?: Who;
  /** What was decided. */
  decision?: DecisionStory;
  /** What waits for answers. */
  proposal?: ProposalStory;
  /** How many of the last comments somebody has not read; everybody else has read all. */
  unread?: Partial<Record<Who, number>>;
}

export type ChannelName = "Company" | "Quality" | "Shipping" | "Software" | "Pricing" | "Spring roadshow";

export interface ChannelStory {
  name: ChannelName;
  description: string;
  visibility: "public" | "private";
  members: Who[];
  favouriteOf: Who[];
  archivedBy?: Who;
}

export const ago = (daysAgo: number, at: string): When => ({ daysAgo, at });
export const minutes = (minutesAgo: number): When => ({ minutesAgo });
