import type { ThreadSummary } from "@meanwhile/core";
import { MemberAvatar, RelativeTime, useChannels, useThreads } from "@meanwhile/react";
import { type ReactElement, useState } from "react";
import type { Person } from "../../shared.ts";
import { Link } from "../router.tsx";
import { threadPath } from "../threadPath.ts";
import { shortDay, useOrders } from "../useOrders.ts";
import { usePageTitle } from "../usePageTitle.ts";

const SHOWN = 6;

export function Today({ person }: { person: Person }): ReactElement {
  usePageTitle("Today");
  const [hour] = useState(() => new Date().getHours());
  const greeting = hour >= 5 && hour < 12 ? "Good morning" : hour >= 12 && hour < 18 ? "Good afternoon" : "Good evening";
  return (
    <div className="page today">
      <h1>
        {greeting}, {person.name.split(" ")[0]}
      </h1>
      <Waiting />
      <Moving />
    </div>
  );
}

/** The hooks without the components: what is unread, as a list in Fernway's own clothes. */
function Waiting(): ReactElement {
  const { data: threads, isPending, hasNextPage } = useThreads({ unread: true });
  const { data: channels } = useChannels();
  const names = new Map<string, string>(channels.map(({ id, name }) => [id, name]));
  const placeOf = ({ channelId, subject }: ThreadSummary) => (subject ? subject.id : channelId ? (names.get(channelId) ?? "") : "Private");
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">New since you were here</h2>
      {!isPending && threads.length === 0 && <p className="quiet">Nothing. Everything that was written for you, you have read.</p>}
      <ul className="cards">
        {threads.slice(0, SHOWN).map((thread) => (
          <li key={thread.id}>
            <Link to={threadPath(thread)} className="card">
              <span className="card-place">
                {placeOf(thread)}
                {thread.me.mentioned && <em>mentions you</em>}
              </span>
              <strong dir="auto">{thread.title}</strong>
              <span className="card-last">
                <MemberAvatar member={thread.lastComment.author} size={20} />
                <span>
                  {thread.lastComment.author.name}, <RelativeTime at={thread.activeAt} focusable={false} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {(threads.length > SHOWN || hasNextPage) && (
        <p>
          <Link to="/discussions">{threads.length > SHOWN ? `${threads.length - SHOWN} more in Discussions` : "More in Discussions"}</Link>
        </p>
      )}
    </section>
  );
}

function Moving(): ReactElement {
  const { data: orders = [] } = useOrders();
  const moving = orders
    .flatMap((order) => {
      const next = order.steps.find((step) => !step.done);
      return next ? [{ order, next }] : [];
    })
    .sort((a, b) => (a.next.on < b.next.on ? -1 : 1));
  return (
    <section aria-labelledby="moving">
      <h2 id="moving">What moves next</h2>
      <ul className="moving">
        {moving.map(({ order, next }) => (
          <li key={order.id}>
            <span className="moving-day">{shortDay(next.on)}</span>
            <span>
              {next.what}
              <br />
              <Link to={`/orders/${order.id}`}>{order.id}</Link>{" "}
              <span className="quiet">
                {order.roaster}, {order.city}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
