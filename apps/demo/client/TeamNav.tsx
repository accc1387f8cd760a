import type { ReactElement } from "react";
import { Link, usePath } from "./router.tsx";

const pages = [
  ["/team", "Who works when"],
  ["/team/meetups", "Meetups"],
] as const;

export function TeamNav(): ReactElement {
  const path = usePath();
  return (
    <nav className="tabs" aria-label="Team">
      {pages.map(([to, name]) => (
        <Link key={to} to={to} aria-current={(to === "/team" ? path === to : path.startsWith(to)) ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
