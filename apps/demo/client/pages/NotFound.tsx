import type { ReactElement } from "react";
import { Link } from "../router.tsx";
import { usePageTitle } from "../usePageTitle.ts";

export function NotFound(): ReactElement {
  usePageTitle("Not found");
  return (
    <div className="page">
      <h1>There is no such page</h1>
      <p className="lead">
        The address may be mistyped, or what it named is not yours to see. <Link to="/">Back to today</Link>
      </p>
    </div>
  );
}
