import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef } from "react";
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
  const session = useQuery({ queryKey: ["session"], queryFn: host.session, refetchOnWindowFocus: "always" });
  const [theme, toggleTheme] = useTheme();
  const personId = session.data?.person?.id;
  const was = useRef(personId);
  useEffect(() => {
    // Somebody else signed in, in another window of this browser: nothing of the one before may go on here.
    if (was.current !== undefined && personId !== was.current) location.reload();
    was.current = personId;
  }, [personId]);
  if (session.error) return <p className="notice" role="alert">Fernway does not answer. Is the demo still running?</p>;
  if (!session.data) return null;

  const { person, people } = session.data;
  if (!person) return <SignIn people={people} theme={theme} onToggleTheme={toggleTheme} onSignedIn={(answer) => queryClient.setQueryData(["session"], answer)} />;
  const signOut = async () => {
    await host.signOut();
    location.assign("/");
  };
  return <Workspace person={person} people={people} theme={theme} onToggleTheme={toggleTheme} onSignOut={() => void signOut()} />;
}
