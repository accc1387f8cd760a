import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { host } from "./host.ts";
import { SignIn } from "./pages/SignIn.tsx";
import { Workspace } from "./Workspace.tsx";
import { useTheme } from "./useTheme.ts";

const ownQueries = new QueryClient();

export function App(): ReactElement {
  return (
    <QueryClientProvider client={ownQueries}>
      <Door />
    </QueryClientProvider>
  );
}

/** Whoever is signed in gets the workspace; everybody else the sign-in page, whatever the address. */
function Door(): ReactElement | null {
  const queryClient = useQueryClient();
  const session = useQuery({ queryKey: ["session"], queryFn: host.session, staleTime: Infinity });
  const [theme, toggleTheme] = useTheme();
  const [leaving, setLeaving] = useState(false);
  if (session.error) return <p className="notice" role="alert">Fernway does not answer. Is the demo still running?</p>;
  if (!session.data) return null;

  const { person, people } = session.data;
  if (!person) return <SignIn people={people} theme={theme} onToggleTheme={toggleTheme} onSignedIn={(answer) => queryClient.setQueryData(["session"], answer)} />;
  const signOut = async () => {
    setLeaving(true);
    const answer = await host.signOut();
    queryClient.clear();
    queryClient.setQueryData(["session"], answer);
    setLeaving(false);
  };
  // Another person is another client, another cache, and another outbox.
  return <Workspace key={person.id} person={person} people={people} theme={theme} onToggleTheme={toggleTheme} onSignOut={() => void signOut()} leaving={leaving} />;
}
