import { queries, type ThreadId } from "@meanwhile/core";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import { serverClient } from "../lib/meanwhile";
import { userOf, users } from "../lib/users";
import { Discussion } from "./Discussion";
import { Provider } from "./Provider";

export default async function Page({ searchParams }: { searchParams: Promise<{ thread?: ThreadId }> }) {
  const sent = await headers();
  if (!userOf(sent)) return <SignIn />;

  // What the page shows is read here, and the browser takes it over: it asks for nothing again.
  const { thread } = await searchParams;
  const cache = new QueryClient();
  const { channels, threads, comments, members } = queries(serverClient(sent));
  await Promise.all([
    cache.prefetchQuery(members.me()),
    cache.prefetchInfiniteQuery(threads.list({ state: "open" })),
    ...(thread
      ? [cache.prefetchQuery(threads.get(thread)), cache.prefetchInfiniteQuery(comments.list(thread))]
      : [cache.prefetchInfiniteQuery(channels.list({ joined: true }))]),
  ]);
  return (
    <Provider>
      <HydrationBoundary state={dehydrate(cache)}>
        <Discussion threadId={thread} />
      </HydrationBoundary>
    </Provider>
  );
}

function SignIn() {
  return (
    <form className="sign-in" method="post" action="/session">
      {[...users.values()].map(({ id, name }) => (
        <button key={id} name="id" value={id}>
          Sign in as {name}
        </button>
      ))}
    </form>
  );
}
