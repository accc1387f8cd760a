import type { ChannelId } from "@meanwhile/core";

/** Something about one message of the archive. */
export interface MessageNote {
  /** Where the message begins: the number of the line, from 1, and the offset in bytes. */
  line: number;
  offset: number;
  messageId: string | null;
  /** A sentence for people. */
  note: string;
}

/** What an import did. */
export interface ImportReport {
  channel: { id: ChannelId; name: string; created: boolean };
  messages: {
    /** In the archive. */
    read: number;
    added: number;
    /** Were in the workspace already, from an earlier run. */
    known: number;
    /** Came more than once in the archive. */
    doubles: number;
    skipped: number;
  };
  threads: { added: number };
  members: { added: number };
  /** Messages that could not be read, and why. */
  skipped: MessageNote[];
  /** Messages that were taken, but not as they were. */
  notes: MessageNote[];
}

/** How far an import is. */
export interface ImportProgress {
  phase: "reading" | "writing";
  /** Messages read so far, or written so far. */
  messages: number;
  /** Messages to write; `null` while reading. */
  total: number | null;
}

/** Nobody reads more; the counts tell the rest. */
export const MAX_NOTES = 1000;
