import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { type Receiver, startReceiver } from "../testing/receiver.ts";
import { isPublic, nodeSender } from "./webhooks.sender.node.ts";
import { WebhookRefused } from "./webhooks.sender.ts";

test.each([
  ["8.8.8.8", true],
  ["93.184.215.14", true],
  ["172.15.255.255", true],
  ["172.32.0.1", true],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["127.255.255.254", false],
  ["169.254.169.254", false],
  ["172.16.0.1", false],
  ["172.31.255.255", false],
  ["192.168.1.1", false],
  ["192.0.0.192", false],
  ["198.18.0.1", false],
  ["203.0.113.9", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["2606:4700:4700::1111", true],
  ["2a00:1450:4001::1", true],
  ["::", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:169.254.169.254", false],
  ["64:ff9b::a9fe:a9fe", false],
  ["fc00::1", false],
  ["fd00:ec2::254", false],
  ["fe80::1", false],
  ["ff02::1", false],
  ["2001:db8::1", false],
  ["2002:7f00:1::", false],
  ["2001::1", false],
])("%s is a public address: %s", (address, expected) => {
  expect(isPublic({ address, family: address.includes(":") ? 6 : 4 })).toBe(expected);
});

describe("the sender", () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());
  const request = (url: string, signal = new AbortController().signal) => ({ url, headers: { "webhook-id": "msg_1" }, body: "{}", signal });
  const port = () => new URL(receiver.url).port;

  it.each(["http://127.0.0.1", "http://localhost", "http://[::1]", "http://2130706433", "http://0x7f.1", "http://[::ffff:127.0.0.1]", "http://127.1"])("refuses %s, and connects to nothing", async (origin) => {
    const sender = nodeSender({ allowPrivateAddresses: false });
    await expect(sender.send(request(`${origin}:${port()}/hook`))).rejects.toBeInstanceOf(WebhookRefused);
    expect(receiver.received).toEqual([]);
  });

  it("refuses a name that leads into a private network, by all its addresses", async () => {
    const sender = nodeSender({ allowPrivateAddresses: false, resolve: async () => [{ address: "10.0.0.7", family: 4 }, { address: "fd00::7", family: 6 }] });
    await expect(sender.send(request("http://inside.example/hook"))).rejects.toThrow("not a public one");
  });

  it("asks for the address once and connects to what it was shown, under the name", async () => {
    let asked = 0;
    const sender = nodeSender({ allowPrivateAddresses: true, resolve: async () => (asked++, [{ address: "127.0.0.1", family: 4 }]) });
    expect(await sender.send(request(`http://receiver.example:${port()}/hook`))).toEqual({ status: 204, retryAfter: null, excerpt: "" });
    expect(asked).toBe(1);
    expect(receiver.received[0]!.headers.host).toBe(`receiver.example:${port()}`);
  });

  it("does not follow a redirect", async () => {
    receiver.answer = (response) => response.writeHead(302, { location: receiver.url, "retry-after": "7" }).end("Over there");
    expect(await nodeSender({ allowPrivateAddresses: true }).send(request(receiver.url))).toEqual({ status: 302, retryAfter: "7", excerpt: "Over there" });
    expect(receiver.received).toHaveLength(1);
  });

  it("reads only the beginning of an answer, however long it is, as text", async () => {
    let hangUp = () => {};
    const cut = new Promise<void>((resolve) => (hangUp = resolve));
    receiver.answer = (response) => {
      response.writeHead(500);
      response.write(`\u0000<b>\u0007 é${"ü".repeat(2_000)}`);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      response.on("close", hangUp);
      more();
    };
    const { excerpt } = await nodeSender({ allowPrivateAddresses: true }).send(request(receiver.url));
    expect(excerpt).toMatch(/^<b> éü+$/);
    expect(excerpt.length).toBeLessThan(500);
    await cut;
  });

  it("has an answer once there is a status, though the body never ends", async () => {
    const time = new AbortController();
    receiver.answer = (response) => void response.writeHead(200).write("Thanks");
    const sending = nodeSender({ allowPrivateAddresses: true }).send({ ...request(receiver.url), signal: time.signal });
    // The head is on its way before the body's first part is, and both are here when a second request has been answered.
    await receiver.got(1);
    await fetch(receiver.url, { method: "POST", body: "{}" }).then((response) => response.body!.cancel());
    time.abort();
    expect(await sending).toEqual({ status: 200, retryAfter: null, excerpt: "Thanks" });
  });

  it("gives up when it is told to, and when there is nobody", async () => {
    const time = new AbortController();
    receiver.answer = () => time.abort();
    await expect(nodeSender({ allowPrivateAddresses: true }).send(request(receiver.url, time.signal))).rejects.toThrow();
    const { url } = receiver;
    await receiver.close();
    await expect(nodeSender({ allowPrivateAddresses: true }).send(request(url))).rejects.toMatchObject({ code: "ECONNREFUSED" });
    receiver = await startReceiver();
  });
});
