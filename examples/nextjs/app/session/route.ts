import { randomUUID } from "node:crypto";
import { meanwhile } from "../../lib/meanwhile";
import { sessions, users } from "../../lib/users";

/** Signs in, and sees to it that there is a channel to talk in. */
export async function POST(request: Request): Promise<Response> {
  const user = users.get(String((await request.formData()).get("id")));
  if (!user) return new Response("Nobody has this name.", { status: 401 });

  const actor = user;
  const { data: channels } = await meanwhile.api.channels.list({}, { actor });
  const channel = channels[0] ?? (await meanwhile.api.channels.create({ name: "general" }, { actor }));
  await meanwhile.api.channels.join({ channelId: channel.id }, { actor });

  const session = randomUUID();
  sessions.set(session, user);
  return new Response(null, { status: 303, headers: { location: "/", "set-cookie": `session=${session}; Path=/; HttpOnly; SameSite=Lax` } });
}
