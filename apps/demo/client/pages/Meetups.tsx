import { createMeanwhileClient, type ProgramId } from "@meanwhile/core";
import { MeanwhileProvider, PairingCard, PairingPreferences, PairingProgramDialog, PairingReport, RoundPreview, usePairings } from "@meanwhile/react";
import { QueryClient, QueryClientProvider, useMutation, useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { host } from "../host.ts";
import { Link } from "../router.tsx";
import type { MeetupsClock, Person } from "../../shared.ts";
import { TeamNav } from "../TeamNav.tsx";
import type { Theme } from "../useTheme.ts";
import { usePageTitle } from "../usePageTitle.ts";

const parts = [
  [undefined, "Whom you meet"],
  ["round", "Next round"],
  ["results", "What came of it"],
  ["preferences", "Your preferences"],
] as const;

interface MeetupsProps {
  person: Person;
  theme: Theme;
  part: string | undefined;
}

/** Forty people of Fernway's network who meet two by two, on a server of their own, whose clock can be moved. */
export function Meetups({ person, theme, part }: MeetupsProps): ReactElement {
  usePageTitle("Meetups");
  const [{ client, queries }] = useState(() => ({ client: createMeanwhileClient({ baseUrl: "/api/meetups" }), queries: new QueryClient() }));
  return (
    <div className="page meetups">
      <h1>Meetups</h1>
      <TeamNav />
      <p className="lead">Every second Monday, two people of our network who would not meet otherwise. This page has a clock of its own: move it, and see whom a year of rounds brings together.</p>
      <QueryClientProvider client={queries}>
        <MeanwhileProvider client={client} theme={theme} locale="en-GB" className="fernway" persist={false} realtime={false}>
          <Rounds person={person} part={part} />
        </MeanwhileProvider>
      </QueryClientProvider>
    </div>
  );
}

function Rounds({ person, part }: Pick<MeetupsProps, "person" | "part">): ReactElement | null {
  const clock = useQuery({ queryKey: ["clock"], queryFn: host.meetupsClock, staleTime: Infinity });
  if (clock.error) return <p role="alert">The meetups could not be opened.</p>;
  if (!clock.data) return <p aria-busy="true">Opening the meetups, which takes a moment the first time …</p>;
  const programId = clock.data.programId as ProgramId;
  return (
    <>
      <ClockBar clock={clock.data} onMoved={() => clock.refetch()} />
      <nav className="tabs" aria-label="Meetups">
        {parts.map(([path, name]) => (
          <Link key={name} to={path ? `/team/meetups/${path}` : "/team/meetups"} aria-current={part === path ? "page" : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      {part === undefined && <Mine person={person} />}
      {part === "round" && <Next programId={programId} />}
      {part === "results" && <PairingReport programId={programId} />}
      {part === "preferences" && <PairingPreferences />}
    </>
  );
}

function ClockBar({ clock, onMoved }: { clock: MeetupsClock; onMoved: () => unknown }): ReactElement {
  const move = useMutation({
    mutationFn: host.moveMeetups,
    // Everything there is may have changed with the time.
    onSuccess: async (_, __, ___, { client }) => {
      await Promise.all([onMoved(), client.invalidateQueries()]);
    },
  });
  const now = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" }).format(clock.now);
  return (
    <section className="clock-bar" aria-label="Clock">
      <p role="status">
        {move.isPending ? "Time goes by …" : now}
        {move.error && " The clock could not be moved."}
      </p>
      <div>
        {(["day", "round", "rounds"] as const).map((step) => (
          <button key={step} type="button" className="button" disabled={move.isPending} onClick={() => move.mutate(step)}>
            {{ day: "A day on", round: "To the next round", rounds: "Three rounds on" }[step]}
          </button>
        ))}
      </div>
    </section>
  );
}

function Mine({ person }: { person: Person }): ReactElement | null {
  const { data, isPending, error } = usePairings();
  if (error) return <p role="alert">Your meetings could not be loaded.</p>;
  if (!isPending && data.length === 0) return <p className="quiet">No round has come yet, {person.name.split(" ")[0]}. Move the clock to the next one.</p>;
  return (
    <div className="meetings" aria-busy={isPending}>
      {data.slice(0, 4).map(({ id }) => (
        <PairingCard key={id} pairingId={id} headingLevel={2} />
      ))}
    </div>
  );
}

function Next({ programId }: { programId: ProgramId }): ReactElement {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <RoundPreview programId={programId} />
      <p>
        <button type="button" className="button" onClick={() => setEditing(true)}>
          Change the program
        </button>
      </p>
      {editing && <PairingProgramDialog programId={programId} onClose={() => setEditing(false)} />}
    </>
  );
}
