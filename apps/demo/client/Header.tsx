import { MemberAvatar, OutboxStatus, useInboxCounts } from "@meanwhile/react";
import type { ReactElement } from "react";
import type { Person } from "../shared.ts";
import { Link, navigate, usePath } from "./router.tsx";
import { SearchButton } from "./SearchButton.tsx";
import { ThemeToggle } from "./ThemeToggle.tsx";
import type { Theme } from "./useTheme.ts";

interface HeaderProps {
  person: Person;
  theme: Theme;
  onToggleTheme: () => void;
  onSignOut: () => void;
}

const pages = [
  ["/", "Today"],
  ["/inbox", "Inbox"],
  ["/orders", "Orders"],
  ["/discussions", "Discussions"],
  ["/team", "Team"],
] as const;

export function Header({ person, theme, onToggleTheme, onSignOut }: HeaderProps): ReactElement {
  const path = usePath();
  const unread = useInboxCounts().data?.unread ?? 0;
  return (
    <header className="bar">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <Link to="/" className="brand">
        <img src="/fern.svg" alt="" width={26} height={26} />
        Fernway
      </Link>
      <nav aria-label="Fernway">
        {pages.map(([to, name]) => (
          <Link key={to} to={to} aria-current={(to === "/" ? path === "/" : path.startsWith(to)) ? "page" : undefined}>
            {name}
            {to === "/inbox" && unread > 0 && (
              <span className="tally">
                {unread}
                <span className="for-readers"> unread</span>
              </span>
            )}
          </Link>
        ))}
      </nav>
      <div className="bar-end">
        <SearchButton />
        <OutboxStatus onOpen={(threadId) => navigate(`/discussions/all/${threadId}`)} />
        <ThemeToggle theme={theme} onToggle={onToggleTheme} />
        <details className="account">
          <summary>
            <span className="for-readers">{person.name}: account</span>
            <MemberAvatar member={{ id: person.id, name: person.name, avatarUrl: null }} size={30} />
          </summary>
          <div className="account-box">
            <p>
              <strong>{person.name}</strong>
              <br />
              {person.work}, {person.place}
            </p>
            <button type="button" className="button" onClick={onSignOut}>
              Sign out, or switch person
            </button>
          </div>
        </details>
      </div>
    </header>
  );
}
