import type { Contract } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";
import { logPosition, readEvents } from "./events.store.ts";

export const eventsHandlers: Handlers<Contract["events"]> = {
  async list(context, { after, limit }) {
    context.authorize("workspace.read");
    const { seq, trimmedSeq } = await logPosition(context.db, context.actor.workspace);
    if (after === undefined || after > seq) return { data: [], lastSeq: seq, reset: after !== undefined };
    const { data, lastSeq } = await readEvents(context.db, context.actor, Math.max(after, trimmedSeq), limit);
    return { data, lastSeq, reset: after < trimmedSeq };
  },
};
