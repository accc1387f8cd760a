import { type ReactElement, useState } from "react";
import type { Person, Session } from "../../shared.ts";
import { host } from "../host.ts";
import { ThemeToggle } from "../ThemeToggle.tsx";
import { usePageTitle } from "../usePageTitle.ts";
import type { Theme } from "../useTheme.ts";

interface SignInProps {
  people: readonly Person[];
  theme: Theme;
  onToggleTheme: () => void;
  onSignedIn: (session: Session) => void;
}

const roles = { owner: "owner", member: "member", guest: "guest: sees only what is shared" };

/** A demo has no passwords: whoever opens it chooses whom to be. */
export function SignIn({ people, theme, onToggleTheme, onSignedIn }: SignInProps): ReactElement {
  usePageTitle("Sign in");
  const [failed, setFailed] = useState(false);
  const signIn = async (id: string) => {
    try {
      onSignedIn(await host.signIn(id));
    } catch {
      setFailed(true);
    }
  };
  return (
    <main className="door">
      <div className="door-top">
        <p className="brand">
          <img src="/fern.svg" alt="" width={26} height={26} />
          Fernway
        </p>
        <ThemeToggle theme={theme} onToggle={onToggleTheme} />
      </div>
      <h1>Who are you today?</h1>
      <p className="lead">Fernway imports green coffee, with six people in as many cities. It is a made-up company: choose anybody. To see both sides of a conversation, open a private window beside this one, as somebody else.</p>
      {failed && <p role="alert">That did not work. Is the demo still running?</p>}
      <ul className="door-people">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => void signIn(person.id)}>
              <strong>{person.name}</strong>
              <span>{person.work}</span>
              <span className="quiet">
                {person.place}, {roles[person.role]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
