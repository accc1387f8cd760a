import type { Contract } from "../contract.ts";
import { routes } from "../routes.ts";
import type { Input, Output } from "../shared/contract.ts";
import type { Page } from "../shared/page.ts";
import type { Route } from "../shared/route.ts";
import { type StreamItem, type SubscribeOptions, subscribeToEvents } from "./subscribe.ts";
import { type CallInput, type CallOptions, type ClientOptions, type ClientUser, createTransport } from "./transport.ts";

/** What a caller writes; a call that takes nothing, or nothing required, may be called without. */
type Arguments<E> = unknown extends Input<E>
  ? [input?: undefined, options?: CallOptions]
  : Record<never, never> extends Input<E>
    ? [input?: Input<E> | undefined, options?: CallOptions]
    : [input: Input<E>, options?: CallOptions];

type Calls<Endpoints> = { readonly [Name in keyof Endpoints]: (...args: Arguments<Endpoints[Name]>) => Promise<Output<Endpoints[Name]>> };

/** `list` also comes as `iterate`, `listMembers` as `iterateMembers`: every item of every page. */
type Iterators<Endpoints> = {
  readonly [Name in keyof Endpoints & string as Output<Endpoints[Name]> extends Page<unknown> ? (Name extends `list${infer What}` ? `iterate${What}` : never) : never]: (
    ...args: Arguments<Endpoints[Name]>
  ) => AsyncIterable<Output<Endpoints[Name]> extends Page<infer Item> ? Item : never>;
};

/**
 * The API as functions: `client.threads.create(input, { signal, idempotencyKey })`. Params, query and body are one flat input.
 * Calls throw `MeanwhileError`, or what their signal was aborted with.
 */
export type MeanwhileClient = { readonly user: ClientUser | undefined } & { readonly [Namespace in Exclude<keyof Contract, "events">]: Calls<Contract[Namespace]> & Iterators<Contract[Namespace]> } & {
  readonly events: Calls<Contract["events"]> & {
    /**
     * What happens from now on (or after `lastEventId`), without an end: it reconnects by itself and goes on where it was. A `reset`
     * means that events were missed for good, so that everything shown is to be read again. Ends when the signal is aborted;
     * throws only what trying again cannot mend.
     */
    subscribe(options?: SubscribeOptions): AsyncIterable<StreamItem>;
  };
};

/**
 * Makes a client. It holds no state and opens no connection until it is asked.
 *
 * @example
 * const client = createMeanwhileClient({ baseUrl: "https://app.example/meanwhile" });
 * for await (const thread of client.threads.iterate({ state: "open" })) console.log(thread.title);
 */
export function createMeanwhileClient(options: ClientOptions): MeanwhileClient {
  const transport = createTransport(options);
  const client: Record<string, Record<string, unknown>> = {};
  for (const [namespace, table] of Object.entries<Readonly<Record<string, Route>>>(routes)) {
    const calls: Record<string, unknown> = (client[namespace] = {});
    for (const [name, route] of Object.entries(table)) {
      const call = (input?: CallInput, callOptions?: CallOptions) => transport.call(route, input, callOptions);
      calls[name] = call;
      if (name.startsWith("list")) calls[`iterate${name.slice(4)}`] = (input?: CallInput, callOptions?: CallOptions) => iterate(call as List, input, callOptions);
    }
  }
  client["events"] = {
    list: client["events"]!["list"],
    subscribe: (subscribeOptions?: SubscribeOptions) => subscribeToEvents(transport, subscribeOptions),
  };
  return { ...client, user: options.user } as unknown as MeanwhileClient;
}

type List = (input?: CallInput, options?: CallOptions) => Promise<Page<unknown>>;

async function* iterate(list: List, input?: CallInput, options?: CallOptions): AsyncGenerator<unknown> {
  let cursor: string | null | undefined;
  do {
    const page = await list(cursor ? { ...input, cursor } : input, options);
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
