import type { World } from "./world.ts";

/** A conversation as teams have them, with a reader who was last here in the middle of it. */
export async function conversation(world: World) {
  const channel = await world.channel("Product");
  const thread = await world.thread(
    channel,
    "grace",
    74,
    "How we estimate work that nobody has done before",
    "We were off by a factor of three on the import, and it was not the first time. I would like us to agree on *how* we talk about work like this before the next one starts.\n\nThree things I noticed:\n\n1. We estimated the part we knew, and forgot the part we did not\n2. Nobody asked who had done something similar\n3. The number became a promise the moment it was written down\n\nWhat would you change?",
  );
  await world.at(70, () => world.api.threads.setContext({ threadId: thread.id, baseVersion: 0, markdown: "We write a **range** and what would have to be true for each end of it. Open: who keeps the list of past surprises. [Mikko Virtanen](mention:user/mikko) tries it on the billing work first." }, { actor: world.user("noor") }));
  const second = await world.comment(thread, "mikko", 71, "Ranges. We give one number because the field in the form takes one number.\n\n> The number became a promise the moment it was written down\n\nThis is the part that hurts. In my last team we wrote `2–8 days, 8 if the API has no paging` and nobody ever asked for the average.");
  await world.comment(thread, "ada", 69, "I like the range with its condition. It turns an argument about numbers into one about facts, and facts can be looked up.");
  await world.at(68, () => world.api.threads.setPosition({ threadId: thread.id, position: 3 }, { actor: world.user("ada") }));
  const edited = await world.comment(thread, "yuki", 27, "見積もりの前に、似た仕事をした人に聞くのが一番早いと思います。過去の「驚き」の一覧を作りませんか。");
  await world.comment(thread, "grace", 5, "Agreed on ranges. A list of surprises could be a page here; [Ada Lovelace](mention:user/ada), would you start one? See [the paging notes](https://example.com/paging) for a first entry.\n\n- [x] Range with a condition in the template\n- [ ] List of surprises\n- [ ] Try it on billing");
  await world.at(4, () => world.api.comments.edit({ commentId: edited.id, markdown: "見積もりの前に、似た仕事をした人に聞くのが一番早いと思います。過去の「驚き」の一覧を作りませんか。まず三つだけでも。" }, { actor: world.user("yuki") }));
  for (const id of ["ada", "grace", "noor"] as const) await world.api.comments.setReaction({ commentId: second.id, emoji: "💡", on: true }, { actor: world.user(id) });
  await world.api.comments.setReaction({ commentId: second.id, emoji: "👍", on: true }, { actor: world.user("yuki") });
  for (const id of ["grace", "yuki"] as const) await world.api.comments.setAcknowledged({ commentId: second.id, acknowledged: true }, { actor: world.user(id) });
  return { channel, thread, threadId: thread.id };
}
