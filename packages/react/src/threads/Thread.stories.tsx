import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, userEvent, waitFor, within } from "storybook/test";
import { conversation } from "../testing/conversation.ts";
import { failing, problem, waiting } from "../testing/handler.ts";
import { scene, type SceneOptions, worldIn } from "../testing/scene.tsx";
import type { World } from "../testing/world.ts";
import { Thread } from "../Thread.tsx";

const meta: Meta = { title: "Threads/Thread" };
export default meta;
type Story = StoryObj;

type Seed = (world: World) => Promise<{ threadId: Parameters<typeof Thread>[0]["threadId"] }>;
const show = (options: SceneOptions = {}, seed: Seed = conversation) => scene(seed, ({ threadId }) => <Thread threadId={threadId} />, options);

export const Default: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByText(/^New since /)).toBeVisible();
    await expect(canvas.getByRole("region", { name: "Where things stand" })).toHaveTextContent("@Mikko Virtanen");
    // With the end in sight the rest counts as read; the line stays for this visit.
    canvas.getByRole("textbox").scrollIntoView();
    const world = worldIn(context);
    const { threadId } = (context.loaded["scene"] as { seeded: { threadId: never } }).seeded;
    await waitFor(async () => expect((await world.api.threads.get({ threadId }, { actor: world.user("ada") })).me.unreadCount).toBe(0));
    await expect(canvas.getByText(/^New since /)).toBeVisible();
  },
};

/** Under a heading of the host's. */
export const HeadingLevel: Story = {
  ...scene(conversation, ({ threadId }) => <Thread threadId={threadId} headingLevel={3} />),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole("heading", { level: 4, name: "Where things stand" })).toBeVisible();
    await waitFor(() => expect(canvas.getAllByRole("heading", { level: 4, name: "Mikko Virtanen" })[0]).toBeVisible());
    await expect(canvas.getAllByRole("heading", { level: 3 })).toHaveLength(1);
  },
};

export const History: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole("button", { name: "edited" }));
    const dialog = await screen.findByRole("dialog", { name: "Earlier versions" });
    await waitFor(() => expect(within(dialog).getAllByRole("listitem")).toHaveLength(2));
  },
};

export const Reacting: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const comment = within(await canvas.findByRole("article", { name: "Mikko Virtanen" }));
    await userEvent.click(comment.getByRole("button", { name: "💡 3" }));
    await expect(await comment.findByRole("button", { name: "💡 2" })).toHaveAttribute("aria-pressed", "false");
    await waitFor(() => expect(canvas.getByText(/Grace Hopper and Noor Haddad/)).toBeVisible());
    comment.getByRole("button", { name: "Add a reaction" }).focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(canvas.getByRole("button", { name: "👍" })).toHaveFocus());
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{Enter}");
    await expect(await comment.findByRole("button", { name: "🎉 1" })).toHaveAttribute("aria-pressed", "true");
    await waitFor(() => expect(comment.getByRole("button", { name: "Add a reaction" })).toHaveFocus());
    await userEvent.click(comment.getByRole("button", { name: "Acknowledge" }));
    await expect(await comment.findByRole("button", { name: "3 acknowledged" })).toBeVisible();
  },
};

export const Editing: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const comment = within(await canvas.findByRole("article", { name: "Ada Lovelace" }));
    const menu = async (item: string) => {
      await userEvent.click(comment.getByRole("button", { name: "More actions" }));
      await userEvent.click(await comment.findByRole("menuitem", { name: item }));
    };
    await menu("Edit");
    await userEvent.type(await comment.findByRole("textbox", { name: "Edit comment" }), " In a minute.");
    await userEvent.keyboard("{Escape}");
    await expect(comment.queryByText(/In a minute/)).toBeNull();
    // What was typed is still there.
    await menu("Edit");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(comment.getByText(/In a minute/)).toBeVisible());
    await expect(await comment.findByRole("button", { name: "edited" })).toBeVisible();
    await menu("Delete");
    const dialog = within(await screen.findByRole("dialog", { name: "Delete this comment?" }));
    await waitFor(() => expect(dialog.getByRole("button", { name: "Keep it" })).toHaveFocus());
    await userEvent.click(dialog.getByRole("button", { name: "Delete" }));
    await expect(await comment.findByText("This comment was deleted.")).toBeVisible();
  },
};

export const TitleAndContext: Story = {
  ...show(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Thread actions" }));
    await expect(canvas.queryByRole("menuitem", { name: "Edit title" })).toBeNull();
    await userEvent.keyboard("{Escape}");
    await userEvent.click(canvas.getByRole("button", { name: "Edit where things stand" }));
    const field = await canvas.findByRole("textbox", { name: "Where things stand" });
    await expect(field).toHaveValue("We write a **range** and what would have to be true for each end of it. Open: who keeps the list of past surprises. @Mikko Virtanen tries it on the billing work first.");
    await userEvent.type(field, " Then we look again.");
    await userEvent.click(canvas.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(canvas.queryByRole("textbox", { name: "Where things stand" })).toBeNull());
    const context = canvas.getByRole("region", { name: "Where things stand" });
    await expect(context).toHaveTextContent("Then we look again");
    await waitFor(() => expect(context).toHaveTextContent("Ada Lovelace"));
  },
};

/** Somebody else edits the context while the reader does: both wordings stay until the reader says which one counts. */
export const ContextChangedMeanwhile: Story = {
  ...show(),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const world = worldIn(context);
    const { threadId } = (context.loaded["scene"] as { seeded: { threadId: never } }).seeded;
    await userEvent.click(await canvas.findByRole("button", { name: "Edit where things stand" }));
    const field = await canvas.findByRole("textbox", { name: "Where things stand" });
    await userEvent.type(field, " Mine.");
    await world.api.threads.setContext({ threadId, baseVersion: 1, markdown: "Theirs." }, { actor: world.user("grace") });
    await userEvent.click(canvas.getByRole("button", { name: "Save" }));
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Somebody edited this while you were writing.");
    await expect(await canvas.findByText("Theirs.")).toBeVisible();
    await expect((field as HTMLTextAreaElement).value).toMatch(/Mine\.$/);
    await userEvent.click(canvas.getByRole("button", { name: "Save mine" }));
    await waitFor(() => expect(canvas.getByRole("region", { name: "Where things stand" })).toHaveTextContent(/Mine\./));
  },
};

export const Closed: Story = {
  ...show({}, async (world) => {
    const { threadId } = await conversation(world);
    await world.at(2, () => world.api.threads.close({ threadId, markdown: "We write ranges from now on. The list of surprises is in the handbook." }, { actor: world.user("grace") }));
    return { threadId };
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("closed this")).toBeVisible();
    await userEvent.type(await canvas.findByRole("textbox", { name: "Why open it again? (optional)" }), "Billing shows otherwise.");
    await userEvent.click(canvas.getByRole("button", { name: "Comment and reopen" }));
    await expect(await canvas.findByText("reopened this")).toBeVisible();
    await expect(await canvas.findByRole("textbox", { name: "Write a comment" })).toHaveValue("");
  },
};

const short: Seed = async (world) => {
  const channel = await world.channel("Product");
  const thread = await world.thread(channel, "grace", 5, "Estimates", "Ranges?");
  return { threadId: thread.id };
};

/** The connection is gone: the words stay, say so, and go when it is back. */
export const NotSentYet: Story = {
  ...show({}, short),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const field = await canvas.findByRole("textbox", { name: "Write a comment" });
    worldIn(context).intercept = (request) => (request.method === "POST" ? failing() : undefined);
    await userEvent.type(field, "Ranges, from a train.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect(await canvas.findByText(/^Not sent yet/)).toBeVisible();
    await expect(canvas.getByText("Ranges, from a train.")).toBeVisible();
  },
};

/** The server refuses: the words stay where they are, with why, and with the way out. */
export const NotSent: Story = {
  ...show({}, short),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const field = await canvas.findByRole("textbox", { name: "Write a comment" });
    worldIn(context).intercept = (request) => (request.method === "POST" ? problem(403, "shared/forbidden", "You were made a guest. Ask an owner.") : undefined);
    await userEvent.type(field, "Ranges, yes.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Not sent. You were made a guest. Ask an owner.");
  },
};

export const RetryingAFailedComment: Story = {
  ...show({}, short),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    const world = worldIn(context);
    const field = await canvas.findByRole("textbox", { name: "Write a comment" });
    world.intercept = (request) => (request.method === "POST" ? problem(403, "shared/forbidden", "You were made a guest. Ask an owner.") : undefined);
    await userEvent.type(field, "Ranges, yes.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Not sent. You were made a guest. Ask an owner.");
    await expect(canvas.getByText("Ranges, yes.")).toBeVisible();
    world.intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(canvas.queryByRole("alert")).toBeNull());
    await waitFor(() => expect(canvas.getByRole("article", { name: "Ada Lovelace" })).toHaveAttribute("data-state", "sent"));
  },
};

export const LongThread: Story = {
  ...show({}, async (world) => {
    const channel = await world.channel("Product");
    const thread = await world.thread(channel, "grace", 400, "A hundred comments", "Number 1.");
    for (let number = 2; number <= 100; number++) await world.comment(thread, number % 2 ? "grace" : "mikko", 400 - number * 3, `Number ${number}.`);
    await world.at(100, () => world.api.threads.setPosition({ threadId: thread.id, position: 60 }, { actor: world.user("ada") }));
    return { threadId: thread.id };
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("Number 61.")).toBeInTheDocument();
    await userEvent.click(canvas.getByRole("button", { name: "Show 56 earlier comments" }));
    await expect(await canvas.findByText("Number 20.")).toBeInTheDocument();
    await expect(canvas.getByText(/^New since /)).toBeInTheDocument();
  },
};

export const Loading: Story = { ...show({ intercept: waiting }) };

export const Failing: Story = {
  ...show({ intercept: failing }),
  play: async (context) => {
    const canvas = within(context.canvasElement);
    await expect(await canvas.findByRole("alert")).toHaveTextContent("The thread could not be loaded.");
    worldIn(context).intercept = null;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(await canvas.findByRole("heading", { name: /How we estimate/ })).toBeVisible();
  },
};

export const Empty: Story = {
  ...show({}, async (world) => {
    const channel = await world.channel("Product");
    const thread = await world.thread(channel, "ada", 0, "Is anybody there?", "I have only just begun.");
    return { threadId: thread.id };
  }),
};

export const LongText: Story = {
  ...show({ width: 320 }, async (world) => {
    const channel = await world.channel("Produkt");
    const thread = await world.thread(channel, "mikko", 5, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und seine Folgen", "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas\n\n`const epäjärjestelmällistyttämättömyydellänsäkäänköhän = true;`\n\n```\nconst line = 'too long for a phone, and not to be broken anywhere in the middle';\n```");
    await world.api.threads.setContext({ threadId: thread.id, baseVersion: 0, markdown: "東京オフィスの引っ越しと新しい座席表についての相談と決定事項をまとめています。" }, { actor: world.user("yuki") });
    await world.comment(thread, "yuki", 3, "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。\n\n| Donaudampfschifffahrt | Kapitän | Überwachung |\n| --- | --- | --- |\n| eins | zwei | drei |");
    return { threadId: thread.id };
  }),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole("article", { name: "田中 由紀" });
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  globals: { dir: "rtl" },
  ...show({}, async (world) => {
    const channel = await world.channel("المنتج");
    const thread = await world.thread(channel, "noor", 74, "كيف نقدّر عملاً لم يقم به أحد من قبل", "أخطأنا بثلاثة أضعاف في الاستيراد، ولم تكن المرة الأولى.\n\n1. قدّرنا الجزء الذي نعرفه\n2. لم يسأل أحد من قام بشيء مشابه\n\nماذا تغيّرون؟");
    await world.api.threads.setContext({ threadId: thread.id, baseVersion: 0, markdown: "نكتب **مدى** مع شرط لكل طرف." }, { actor: world.user("noor") });
    await world.at(50, () => world.api.threads.setPosition({ threadId: thread.id, position: 1 }, { actor: world.user("ada") }));
    await world.comment(thread, "grace", 20, "Ranges, with a condition for each end. In English, in the middle of an Arabic thread.");
    await world.comment(thread, "noor", 3, "موافقة. [Ada Lovelace](mention:user/ada) ما رأيك؟");
    return { threadId: thread.id };
  }),
};

export const Dark: Story = { ...show(), globals: { theme: "dark" } };
