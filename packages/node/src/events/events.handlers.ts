import type { Contract } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";
import { logPosition, readEvents, resumeAt } from "./events.store.ts";

export const eventsHandlers: Handlers<Contract["events"]> = {
  async list(context, { after, since, limit }) {
    context.authorize("workspace.read");
    if (after === undefined && since !== undefined) {
      const { position, lost } = await resumeAt(context.db, context.actor.workspace, { since: new Date(Date.parse(context.now) - since) });
      const { data, lastSeq } = await readEvents(context.db, context.actor, position, limit);
      return { data, lastSeq, reset: lost };
    }
    const { seq, trimmedSeq } = await logPosition(context.db, context.actor.workspace);
    if (after === undefined || after > seq) return { data: [], lastSeq: seq, reset: after !== undefined };
    const { data, lastSeq } = await readEvents(context.db, context.actor, Math.max(after, trimmedSeq), limit);
    return { data, lastSeq, reset: after < trimmedSeq };
  },
};
