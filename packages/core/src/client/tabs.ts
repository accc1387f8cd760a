import type { Tabs } from "./persistence.ts";

/** Who waits for a turn asks this often whether the tab that has it is still alive; without an answer it takes the turn away. */
const ASK_MS = 5000;
const ASK = "meanwhile:who";
const ANSWER = "meanwhile:me";

/**
 * Tabs of one browser that know each other by `name`, over BroadcastChannel and Web Locks. The browser ends a turn when its tab closes or
 * crashes. Where there are no locks, everybody always has the turn.
 */
export function tabsOf(name: string): Tabs {
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
  const tell = (message: unknown) => channel?.postMessage(message);

  return {
    tell,
    listen(listener) {
      const hear = ({ data }: MessageEvent<unknown>) => data !== ASK && data !== ANSWER && listener(data);
      channel?.addEventListener("message", hear);
      return () => channel?.removeEventListener("message", hear);
    },
    async alone(act, signal) {
      if (!locks) return act(signal);
      const waiting = new AbortController();
      const turn = new AbortController();
      const end = () => {
        waiting.abort();
        turn.abort();
      };
      signal.addEventListener("abort", end);
      let acting: Promise<void> | undefined;
      let answered = true;
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (data === ANSWER) answered = true;
        else if (data === ASK && acting && !turn.signal.aborted) tell(ANSWER);
      };
      const ask = () => {
        if (!answered) waiting.abort();
        answered = false;
        tell(ASK);
      };
      const asking = channel && setInterval(ask, ASK_MS);
      channel?.addEventListener("message", hear);
      const hold = () => {
        clearInterval(asking);
        return (acting = act(turn.signal));
      };
      try {
        await locks.request(name, { signal: waiting.signal }, hold).catch((error: unknown) => {
          if (acting || signal.aborted) throw error;
          return locks.request(name, { steal: true }, hold);
        });
      } catch {
        // It was taken away, or is not wanted any more: what is under way comes to its end.
        turn.abort();
        await acting;
      } finally {
        clearInterval(asking);
        channel?.removeEventListener("message", hear);
        signal.removeEventListener("abort", end);
      }
    },
  };
}
