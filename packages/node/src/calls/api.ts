import type { Contract, Input, Output } from "@meanwhile/core";
import { contract } from "@meanwhile/core/contract";
import type { Tx } from "../db/index.ts";
import { type User, actorOf } from "../members/actor.ts";
import { splitInput } from "./input.ts";
import { type CallOptions, lookUp, perform, type Slice, type Surroundings } from "./perform.ts";

export interface ApiOptions extends Omit<CallOptions, "tx" | "confirm"> {
  /** On whose behalf. Added as a member on first sight, as by a request. */
  actor: User;
  /** A transaction that the host has open, on its own `pg` client (or a `Tx` of ours): its writes and ours are kept together, or not at all. */
  tx?: unknown;
}

/** Every call of the wire contract, made in this process: `api.threads.create({ … }, { actor })`. */
export type Api = {
  [S in Slice]: { [Name in keyof Contract[S]]: (input: Input<Contract[S][Name]>, options: ApiOptions) => Promise<Output<Contract[S][Name]>> };
};

export function createApi(around: Surroundings, ready: () => Promise<unknown>): Api {
  const slices = Object.entries(contract).map(([slice, endpoints]) => {
    const calls = Object.keys(endpoints).map((name) => {
      const { endpoint } = lookUp(slice as Slice, name);
      const call = async (input: Record<string, unknown> | undefined, { actor: user, idempotencyKey, tx: client }: ApiOptions) => {
        await ready();
        const tx = client === undefined ? undefined : isTx(client) ? client : around.db.join(client);
        const actor = await actorOf(tx ?? around.db, user, new Date(around.clock.now()).toISOString());
        const { value } = await perform(around, slice as Slice, name, actor, splitInput(endpoint, input ?? {}), { idempotencyKey, tx });
        return value;
      };
      return [name, call];
    });
    return [slice, Object.fromEntries(calls)];
  });
  return Object.fromEntries(slices) as Api;
}

function isTx(value: unknown): value is Tx {
  return (value as Partial<Tx> | null)?.kind === "tx";
}
