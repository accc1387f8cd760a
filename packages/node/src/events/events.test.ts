import type { MeanwhileEvent } from "@meanwhile/core";
import { expect, it } from "vitest";
import { sql } from "../db/index.ts";
import { describeEachDb } from "../testing/databases.ts";
import { type Person, testWorkspace } from "../testing/workspace.ts";

describeEachDb("the event stream", (open) => {
  it("gives every event once and in order to a reader who is cut off again and again, while eight write", { timeout: 120_000 }, async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    const channel = await ada.client.channels.create({ name: "Busy" });
    const threads = await Promise.all(Array.from({ length: 8 }, (_, i) => ada.client.threads.create({ channelId: channel.id, markdown: `Thread ${i}` })));
    const { lastSeq } = await ada.client.events.list({});

    const wanted = 8 * 25;
    const seen: MeanwhileEvent[] = [];
    let cuts = 0;
    const reader = (async () => {
      let last = lastSeq;
      const isDone = () => seen.filter((event) => event.type === "comment.created").length === wanted;
      while (!isDone()) {
        // Each connection reads a few events and is cut, wherever it is.
        for await (const event of readStream(ada, last, 1 + ((cuts * 7) % 11))) {
          seen.push(event);
          last = event.seq;
          if (isDone()) break;
        }
        cuts++;
      }
    })();
    await Promise.all(
      threads.map(async (thread, writer) => {
        for (let i = 0; i < 25; i++) await person(`Writer ${writer}`).client.comments.create({ threadId: thread.id, markdown: `${writer}/${i}` });
      }),
    );
    await reader;

    expect(cuts).toBeGreaterThan(10);
    const seqs = seen.map((event) => event.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const created = seen.filter((event) => event.type === "comment.created");
    expect(created).toHaveLength(wanted);
    expect(new Set(created.map((event) => event.commentId)).size).toBe(wanted);
    // Nobody but the reader's own gaps: the log itself has none.
    const { data } = await ada.client.events.list({ after: lastSeq, limit: 500 });
    expect(data.map((event) => event.seq)).toEqual(seqs);
  });

  it("wakes a stream by a notification, long before the poll", async () => {
    const { person } = testWorkspace(await open(), { pollMs: 10 ** 8 });
    const ada = person("Ada");
    await ada.client.members.me();
    const { lastSeq } = await ada.client.events.list({});
    const first = readStream(ada, lastSeq, 1).next();
    await person("Ben").client.channels.create({ name: "News" });
    const events = [(await first).value as MeanwhileEvent];
    expect(events[0]!.seq).toBe(lastSeq + 1);
  });

  it("finds by polling what no notification told", async () => {
    const db = await open();
    const deaf = { ...db, query: db.query.bind(db), exec: db.exec.bind(db), tx: db.tx.bind(db), join: db.join.bind(db), listen: () => Promise.reject(new Error("no LISTEN here")) };
    const { person } = testWorkspace(deaf, { pollMs: 20 });
    const ada = person("Ada");
    await ada.client.members.me();
    const { lastSeq } = await ada.client.events.list({});
    const first = readStream(ada, lastSeq, 1).next();
    await ada.client.channels.create({ name: "Quiet" });
    expect(((await first).value as MeanwhileEvent).type).toBe("channel.created");
  });

  it("tells a reader whose place was trimmed away to read everything anew", async () => {
    const db = await open();
    const { person, workspace } = testWorkspace(db);
    const ada = person("Ada");
    await ada.client.channels.create({ name: "Old" });
    await ada.client.channels.create({ name: "New" });
    await db.query(sql`delete from meanwhile.events where workspace = ${workspace} and seq <= 2`);
    await db.query(sql`update meanwhile.workspaces set trimmed_seq = 2 where id = ${workspace}`);
    const response = await ada.request("GET", "/v1/events", undefined, { accept: "text/event-stream", "last-event-id": "1" });
    const reader = response.body!.getReader();
    const text = new TextDecoder().decode((await reader.read()).value) + new TextDecoder().decode((await reader.read()).value) + new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    expect(text).toContain("event: reset");
    expect((await ada.client.events.list({ after: 1 })).reset).toBe(true);
  });

  it("begins where a reader's first answer was asked for, and with what was on its way to the log by then", async () => {
    const { person, clock } = testWorkspace(await open());
    const ada = person("Ada");
    const ben = person("Ben");
    await ada.client.channels.create({ name: "Long ago" });
    clock.advance(60_000);
    await ben.client.channels.create({ name: "Committed late" });
    clock.advance(8_000);
    await ben.client.channels.create({ name: "Missed" });
    clock.advance(2_000);

    const response = await ada.request("GET", "/v1/events?since=5000", undefined, { accept: "text/event-stream" });
    const frames: string[] = [];
    const reader = response.body!.getReader();
    while (frames.length < 4) frames.push(...new TextDecoder().decode((await reader.read()).value).split("\n\n").filter((frame) => frame.startsWith("id:")));
    await reader.cancel();
    const list = await ada.client.events.list({ since: 5000 });
    expect(list.reset).toBe(false);
    expect(list.data.map((event) => event.type)).toEqual(["member.changed", "channel.created", "channel.created"]);
    expect(frames.slice(1).map((frame) => Number(/^id: (\d+)/.exec(frame)![1]))).toEqual(list.data.map((event) => event.seq));

    expect(await ada.client.events.list({ since: 0 })).toMatchObject({ reset: false, data: [{ seq: list.lastSeq }] });
    clock.advance(20_000);
    expect(await ada.client.events.list({ since: 5000 })).toEqual({ data: [], lastSeq: list.lastSeq, reset: false });
  });

  it("tells a reader who missed too much to read everything anew", async () => {
    const db = await open();
    const { person, workspace } = testWorkspace(db);
    const ada = person("Ada");
    await ada.client.channels.create({ name: "One of many" });
    await db.query(sql`
      insert into meanwhile.events (workspace, seq, type, at, payload)
      select workspace, seq + step, type, at, payload from meanwhile.events, generate_series(1, 500) step where workspace = ${workspace} and type = 'channel.created'`);
    await db.query(sql`update meanwhile.workspaces set seq = seq + 500 where id = ${workspace}`);
    const { lastSeq } = await ada.client.events.list({});
    expect(await ada.client.events.list({ since: 1000 })).toEqual({ data: [], lastSeq, reset: true });
  });

  it("lets go of a stream that its reader left, and counts those still open", async () => {
    const { person } = testWorkspace(await open(), { maxStreams: 2 });
    const ada = person("Ada");
    const connect = () => ada.request("GET", "/v1/events", undefined, { accept: "text/event-stream" });
    const [one, two] = [await connect(), await connect()];
    expect((await connect()).status).toBe(429);
    await one.body!.cancel();
    const three = await connect();
    expect(three.status).toBe(200);
    await Promise.all([two.body!.cancel(), three.body!.cancel()]);
  });

  it("ends every stream when the server closes", async () => {
    const { person, meanwhile } = testWorkspace(await open());
    const ada = person("Ada");
    const response = await ada.request("GET", "/v1/events", undefined, { accept: "text/event-stream" });
    const reader = response.body!.getReader();
    await meanwhile.close();
    let done = false;
    while (!done) ({ done } = await reader.read());
    expect(done).toBe(true);
  });

  it("ends the stream of a member who was deactivated", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    await ada.client.members.me();
    const response = await ada.request("GET", "/v1/events", undefined, { accept: "text/event-stream" });
    const reader = response.body!.getReader();
    await person("Olga", "owner").client.members.deactivate({ memberId: "ada" });
    let done = false;
    while (!done) ({ done } = await reader.read());
    expect(done).toBe(true);
  });
});

/** Up to `most` events after `last`, over one connection. */
async function* readStream(person: Person, last: number, most: number): AsyncGenerator<MeanwhileEvent> {
  const response = await person.request("GET", "/v1/events", undefined, { accept: "text/event-stream", "last-event-id": String(last) });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let count = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const frames = text.split("\n\n");
      text = frames.pop()!;
      for (const frame of frames) {
        const type = /^event: (.*)$/m.exec(frame)?.[1];
        if (!type || type === "ready" || type === "reset") continue;
        yield JSON.parse(/^data: (.*)$/m.exec(frame)![1]!) as MeanwhileEvent;
        if (++count === most) return;
      }
    }
  } finally {
    await reader.cancel();
  }
}
