import { type Actor, MeanwhileError } from "@meanwhile/core";
import type { Db } from "../db/port.ts";
import { findMember } from "../members/members.store.ts";
import type { EventBus } from "./bus.ts";
import { readEvents, type Resume, resumeAt } from "./events.store.ts";

const PAGE = 200;
const PING_MS = 15_000;
/** A reader this many frames behind is cut off; it comes back with its last id and reads the log instead of our memory. */
const MAX_QUEUED = 1000;

/**
 * A stream of server-sent events for one actor: everything from where they go on that they may know of, each once and in order, then what
 * comes. Frames: `ready` (where it begins), one per event with its `seq` as id, `reset` where that place is lost, and a ping.
 * A member who was deactivated, or whose role changed, is heard no further: the stream ends and the next request decides anew.
 */
export async function eventStream(db: Db, bus: EventBus, actor: Actor, from: Resume, signal: AbortSignal, onEnd: () => void): Promise<ReadableStream<Uint8Array>> {
  const resumed = await resumeAt(db, actor.workspace, from);
  let { position } = resumed;
  const encoder = new TextEncoder();
  let finish = () => {};

  return new ReadableStream<Uint8Array>({
    start(controller) {
      let reading = false;
      let again = false;
      let done = false;
      const send = (text: string) => {
        if (!done) controller.enqueue(encoder.encode(text));
      };
      const frame = (event: string, data: unknown) => send(`id: ${position}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

      // One reader at a time; a poke meanwhile makes it look once more.
      const read = async () => {
        if (reading) {
          again = true;
          return;
        }
        reading = true;
        try {
          do {
            again = false;
            const member = await findMember(db, actor.workspace, actor.id);
            if (!member || member.deactivated || member.role !== actor.role) return finish();
            const page = await readEvents(db, actor, position, PAGE);
            if ((controller.desiredSize ?? 0) < -MAX_QUEUED) return finish();
            for (const event of page.data) {
              position = event.seq;
              frame(event.type, event);
            }
            position = page.lastSeq;
            again ||= page.more;
          } while (again && !done);
        } catch (error) {
          // The client comes back with its last id; nothing is lost by ending here.
          if (!done) controller.error(MeanwhileError.isInstance(error) ? error : undefined);
          finish();
        } finally {
          reading = false;
        }
      };

      const leave = bus.subscribe(actor.workspace, { poke: () => void read(), end: () => finish() });
      const ping = setInterval(() => send(": ping\n\n"), PING_MS);
      (ping as { unref?: () => void }).unref?.();
      finish = () => {
        if (done) return;
        done = true;
        onEnd();
        leave();
        clearInterval(ping);
        signal.removeEventListener("abort", finish);
        try {
          controller.close();
        } catch {
          // Cancelled or failed already.
        }
      };
      if (signal.aborted) return finish();
      signal.addEventListener("abort", finish);
      send("retry: 1000\n");
      frame("ready", { seq: position });
      if (resumed.lost) frame("reset", { seq: position });
      void read();
    },
    cancel() {
      finish();
    },
  });
}
