import { errorKind } from "../shared/errors.ts";

export const threadErrors = {
  /** 409: the thread is closed; reopen it to write. */
  closed: errorKind("threads/closed", 409),
  /** 409: the thread is open already. */
  open: errorKind("threads/open", 409),
  /** 409: somebody else edited the living context meanwhile; `details.version` is the newest. */
  contextChanged: errorKind("threads/context_changed", 409),
  /** 409: only a thread in a channel can be moved to another. */
  notInChannel: errorKind("threads/not_in_channel", 409),
  /** 409: people are only named in a thread among people. */
  notPrivate: errorKind("threads/not_private", 409),
  /** 422: the metadata is not what the host's schema asks for. */
  invalidMetadata: errorKind("threads/invalid_metadata", 422),
};
