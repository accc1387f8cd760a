import { createMeanwhileClient, type MeanwhileClient } from "@meanwhile/core";

/** Somebody's session with a running demo, without a browser. */
export async function signIn(url: string, id: string): Promise<{ client: MeanwhileClient; cookie: string }> {
  const response = await fetch(`${url}/api/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ id }) });
  const cookie = response.headers.get("set-cookie")!.split(";")[0]!;
  return { client: clientOf(url, cookie), cookie };
}

/** The same session, perhaps with a demo that was started anew at another address. */
export function clientOf(url: string, cookie: string): MeanwhileClient {
  return createMeanwhileClient({ baseUrl: `${url}/api/meanwhile`, headers: { cookie } });
}

/** Every item of an iteration. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export async function threadCalled(client: MeanwhileClient, title: string) {
  const thread = (await all(client.threads.iterate({ limit: 100 }))).find((one) => one.title === title);
  if (!thread) throw new Error(`Nobody started “${title}”.`);
  return thread;
}
