import { checkChannel } from "./channel.ts";
import type { PgClient, PgPool } from "./db.postgres.pool.ts";
import { inTurn } from "./db.postgres.turns.ts";
import type { DbLogger } from "./logger.ts";
import type { Db } from "./port.ts";

type ListenClient = PgClient & {
  connect(): Promise<unknown>;
  end(): Promise<void>;
  on(event: "notification", listener: (message: { channel: string; payload?: string }) => void): unknown;
};

interface Ear {
  say(text: string): Promise<unknown>;
  end(): Promise<void>;
}

const FIRST_DELAY = 100;
const LONGEST_DELAY = 5_000;

/**
 * LISTEN on one connection of its own beside the pool: a pooled one would be handed to somebody else. The connection is opened by the
 * first listener, opened again when it breaks, and shared by all channels.
 */
export function listenOn(pool: PgPool, logger: DbLogger): { listen: Db["listen"]; close(): Promise<void> } {
  const channels = new Map<string, Set<(payload: string) => void>>();
  let ear: Ear | undefined;
  let connecting: Promise<Ear> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const connect = async (): Promise<Ear> => {
    const client = await newClient(pool);
    const turns = inTurn(client);
    const fresh: Ear = { say: (text) => turns.query({ text }), end: () => client.end() };
    const lost = (): void => {
      if (ear !== fresh) return;
      ear = undefined;
      if (channels.size > 0) mend(FIRST_DELAY);
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ channel, payload = "" }) => {
      for (const onNotify of channels.get(channel) ?? []) onNotify(payload);
    });
    await client.connect();
    try {
      for (const channel of channels.keys()) await fresh.say(`listen ${channel}`);
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    ear = fresh;
    return fresh;
  };

  const connected = (): Promise<Ear> => {
    if (ear) return Promise.resolve(ear);
    connecting ??= connect().finally(() => (connecting = undefined));
    return connecting;
  };

  const mend = (delay: number): void => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      connected().catch((error: unknown) => {
        logger.warn(`LISTEN lost its connection to PostgreSQL and could not open another yet: ${error instanceof Error ? error.message : String(error)}`);
        mend(Math.min(delay * 2, LONGEST_DELAY));
      });
    }, delay);
    // In Node a timer would keep the process alive; elsewhere it is a number.
    (timer as { unref?: () => void }).unref?.();
  };

  const forget = async (channel: string, onNotify: (payload: string) => void): Promise<void> => {
    const listeners = channels.get(channel);
    listeners?.delete(onNotify);
    if (listeners?.size !== 0) return;
    channels.delete(channel);
    // If the connection is gone, so is its LISTEN.
    await ear?.say(`unlisten ${channel}`).catch(() => undefined);
  };

  return {
    async listen(channel, onNotify) {
      const listeners = channels.get(checkChannel(channel)) ?? new Set();
      channels.set(channel, listeners.add(onNotify));
      try {
        // Said again by whoever comes later: it costs nothing, and the first may not have been heard yet.
        await (await connected()).say(`listen ${channel}`);
      } catch (error) {
        await forget(channel, onNotify);
        throw error;
      }
      return () => forget(channel, onNotify);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      channels.clear();
      await connecting?.catch(() => undefined);
      const last = ear;
      ear = undefined;
      await last?.end();
    },
  };
}

/** With the pool's own class and options: the host may have its own ways to connect. */
async function newClient(pool: PgPool): Promise<ListenClient> {
  const { Client = (await import("pg")).default.Client } = pool as { Client?: unknown };
  return new (Client as new (options: object) => ListenClient)(pool.options);
}
