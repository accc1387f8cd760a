import type { ChannelId } from "@meanwhile/core";

/** What became of the messages of a source. */
export interface MessageCounts {
  /** In the source. */
  read: number;
  added: number;
  /** Were in the workspace already, from an earlier run. */
  known: number;
  /** Came more than once in the source. */
  doubles: number;
  skipped: number;
}

/** Something about one message of an archive of mail. */
export interface MessageNote {
  /** Where the message begins: the number of the line, from 1, and the offset in bytes. */
  line: number;
  offset: number;
  messageId: string | null;
  /** A sentence for people. */
  note: string;
}

/** What an import of mail did. */
export interface ImportReport {
  channel: { id: ChannelId; name: string; created: boolean };
  messages: MessageCounts;
  threads: { added: number };
  members: { added: number };
  /** Messages that could not be read, and why. */
  skipped: MessageNote[];
  /** Messages that were taken, but not as they were. */
  notes: MessageNote[];
}

/** How far an import of mail is. */
export interface ImportProgress {
  phase: "reading" | "writing";
  /** Messages read so far, or written so far. */
  messages: number;
  /** Messages to write; `null` while reading. */
  total: number | null;
}

/** What an import from Slack did. */
export interface SlackReport {
  channels: { added: number; known: number };
  /** Conversations among people, one or more threads each. */
  direct: number;
  messages: MessageCounts;
  threads: { added: number };
  members: { added: number };
  /** `linked`: in comments, to where Slack keeps them. `inArchive`: contents in the archive, which are not kept. */
  files: { linked: number; inArchive: number };
  /** How many messages were skipped, by the reason. */
  skipped: Record<string, number>;
  /** What was passed over, or taken but not as it was, and where. */
  notes: SlackNote[];
  /** How many notes there are; no more than {@link MAX_NOTES} are kept. */
  noteCount: number;
}

export interface SlackNote {
  /** A file of the archive, and maybe a message's `ts`. */
  place: string;
  /** A sentence for people. */
  note: string;
}

/** How far an import from Slack is. */
export interface SlackProgress {
  /** Days of conversations, read and written, of how many. */
  days: number;
  dayCount: number;
  messages: number;
}

/** Nobody reads more; the counts tell the rest. */
export const MAX_NOTES = 1000;
