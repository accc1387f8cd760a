import { createMeanwhileClient } from "@meanwhile/core";
import { MeanwhileProvider } from "@meanwhile/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactElement, Suspense, useEffect, useState } from "react";
import type { Person } from "../shared.ts";
import { Header } from "./Header.tsx";
import { Discussions } from "./pages/Discussions.tsx";
import { InboxPage } from "./pages/InboxPage.tsx";
import { NotFound } from "./pages/NotFound.tsx";
import { OrderPage } from "./pages/OrderPage.tsx";
import { Orders } from "./pages/Orders.tsx";
import { SearchPage } from "./pages/SearchPage.tsx";
import { Team } from "./pages/Team.tsx";
import { Today } from "./pages/Today.tsx";
import { usePath } from "./router.tsx";
import type { Theme } from "./useTheme.ts";

// Its components come only with it.
const Meetups = lazy(async () => ({ default: (await import("./pages/Meetups.tsx")).Meetups }));

export interface WorkspaceProps {
  person: Person;
  people: readonly Person[];
  theme: Theme;
  onToggleTheme: () => void;
  onSignOut: () => void;
}

/** Everything behind the door: Fernway's pages, with Meanwhile around them so that each can use it. */
export function Workspace({ person, people, theme, onToggleTheme, onSignOut }: WorkspaceProps): ReactElement {
  const [{ client, queries }] = useState(() => connect(person));
  return (
    <QueryClientProvider client={queries}>
      <MeanwhileProvider client={client} theme={theme} locale="en-GB" className="fernway">
        <Header person={person} theme={theme} onToggleTheme={onToggleTheme} onSignOut={onSignOut} />
        <main id="main" tabIndex={-1}>
          <Page person={person} people={people} theme={theme} />
        </main>
      </MeanwhileProvider>
    </QueryClientProvider>
  );
}

function connect(person: Person) {
  // Says who writes, so that what they could not send yet is kept on this device, for them alone.
  const client = createMeanwhileClient({ baseUrl: "/api/meanwhile", user: { workspace: "fernway", id: person.id } });
  return { client, queries: new QueryClient() };
}

function Page({ person, people, theme }: Pick<WorkspaceProps, "person" | "people" | "theme">): ReactElement {
  const [, page, first, second] = usePath().split("/");
  useEffect(() => {
    scrollTo(0, 0);
  }, [page]);
  if (page === "") return <Today person={person} />;
  if (page === "inbox") return <InboxPage threadId={first} />;
  if (page === "orders") return first ? <OrderPage key={first} orderId={first} threadId={second} /> : <Orders />;
  if (page === "discussions") return <Discussions place={first} threadId={second} person={person} />;
  if (page === "search") return <SearchPage query={decoded(first)} />;
  if (page === "team" && first === "meetups") {
    return (
      <Suspense fallback={<p className="notice" aria-busy="true" />}>
        <Meetups person={person} theme={theme} part={second} />
      </Suspense>
    );
  }
  if (page === "team") return <Team people={people} />;
  return <NotFound />;
}

/** An address that was cut off in the middle of a character is shown as it came. */
function decoded(part = ""): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
