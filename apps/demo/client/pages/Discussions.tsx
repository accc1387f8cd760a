import type { ChannelId, ThreadId, ThreadsFilter } from "@meanwhile/core";
import { CatalogueView, ChannelList, DecisionLog, FollowMenu, NewThreadDialog, ThreadList, useChannel, useChannels } from "@meanwhile/react";
import { type ReactElement, useState } from "react";
import type { Person } from "../../shared.ts";
import { Link, navigate } from "../router.tsx";
import { usePageTitle } from "../usePageTitle.ts";
import { Reading } from "./Reading.tsx";

interface DiscussionsProps {
  /** A channel's id, `all`, `private`, `decisions` or `reference`; nothing where no place is chosen yet. */
  place: string | undefined;
  threadId: string | undefined;
  person: Person;
}

/** Three panes where there is room, one at a time where there isn't; each has an address of its own. */
export function Discussions({ place, threadId, person }: DiscussionsProps): ReactElement {
  const channelId = place?.startsWith("chn_") ? (place as ChannelId) : undefined;
  const here = place ?? "all";
  const view = threadId ? "thread" : place ? "threads" : "channels";
  return (
    <div className="discussions" data-view={view}>
      {/* There with every pane, also where the one that shows it is not. */}
      <h1 className="for-readers">Discussions</h1>
      <div className="pane pane-channels">
        <p className="pane-name" aria-hidden="true">
          Discussions
        </p>
        <nav aria-label="Overview" className="overview">
          <Link to="/discussions/all" aria-current={here === "all" ? "page" : undefined}>
            Everything
          </Link>
          <Link to="/discussions/private" aria-current={here === "private" ? "page" : undefined}>
            Private
          </Link>
          <Link to="/discussions/decisions" aria-current={here === "decisions" ? "page" : undefined}>
            Decisions
          </Link>
          <Link to="/discussions/reference" aria-current={here === "reference" ? "page" : undefined}>
            Reference
          </Link>
        </nav>
        <h2 className="for-readers">Places</h2>
        <ChannelList channelId={channelId ?? null} href={({ id }) => `/discussions/${id}`} onOpen={({ id }) => navigate(`/discussions/${id}`)} />
      </div>
      {here === "decisions" || here === "reference" ? (
        <LookUp here={here} hasThread={threadId !== undefined} />
      ) : (
        <Threads key={here} here={here} channelId={channelId} threadId={threadId as ThreadId | undefined} person={person} />
      )}
      <div className="pane pane-thread">
        {threadId ? <Reading key={threadId} threadId={threadId as ThreadId} back={{ to: `/discussions/${here}`, name: "Threads" }} /> : <p className="quiet pane-none">Choose a thread to read it here.</p>}
      </div>
    </div>
  );
}

interface ThreadsProps {
  here: string;
  channelId: ChannelId | undefined;
  threadId: ThreadId | undefined;
  person: Person;
}

function Threads({ here, channelId, threadId, person }: ThreadsProps): ReactElement {
  const { data: channel, error } = useChannel(channelId ?? ("" as ChannelId), { enabled: channelId !== undefined });
  const { data: joined } = useChannels({ joined: true });
  const [writing, setWriting] = useState(false);
  const name = channelId ? (channel?.name ?? "") : here === "private" ? "Private" : "Everything";
  const hint = channelId ? channel?.description : here === "private" ? "Among a few people only." : "All that you may read, newest first.";
  const filter: ThreadsFilter = channelId ? { channelId } : here === "private" ? { private: true } : {};
  const canStart = channel ? channel.can.post : here === "all" && (person.role !== "guest" || joined.length > 0);
  usePageTitle(threadId ? undefined : name);
  return (
    <div className="pane pane-threads">
      <div className="pane-head">
        <Link to="/discussions" className="back back-to-channels">
          Channels
        </Link>
        <div className="pane-title">
          {name || error ? <h2>{name || "Not here"}</h2> : <span />}
          {channelId && channel && <FollowMenu channelId={channelId} />}
          {canStart && (
            <button type="button" className="button strong" onClick={() => setWriting(true)}>
              New thread
            </button>
          )}
        </div>
        {hint && <p className="quiet">{hint}</p>}
      </div>
      {error ? (
        <p className="quiet pane-none">There is no such channel, or it is not yours to see.</p>
      ) : (
        <ThreadList
          filter={filter}
          initialNarrowing={channel?.archived ? {} : { state: "open" }}
          key={channel?.archived ? "archived" : "open"}
          label={name || "Threads"}
          threadId={threadId ?? null}
          href={({ id }) => `/discussions/${here}/${id}`}
          onOpen={({ id }) => navigate(`/discussions/${here}/${id}`)}
        />
      )}
      {writing && <NewThreadDialog {...(channelId ? { channelId } : {})} onClose={() => setWriting(false)} onStarted={(id) => navigate(`/discussions/${here}/${id}`)} />}
    </div>
  );
}

/** What is looked up rather than followed: what was decided, and every topic there is. */
function LookUp({ here, hasThread }: { here: "decisions" | "reference"; hasThread: boolean }): ReactElement {
  const name = here === "decisions" ? "Decisions" : "Reference";
  usePageTitle(hasThread ? undefined : name);
  return (
    <div className="pane pane-threads">
      <div className="pane-head">
        <Link to="/discussions" className="back back-to-channels">
          Channels
        </Link>
        <div className="pane-title">
          <h2>{name}</h2>
        </div>
        <p className="quiet">{here === "decisions" ? "What holds, who decided it, and when we look again." : "Every topic that everybody may read, also from channels that are closed."}</p>
      </div>
      {here === "decisions" ? (
        <DecisionLog href={({ threadId }) => `/discussions/decisions/${threadId}`} onOpen={({ threadId }) => navigate(`/discussions/decisions/${threadId}`)} />
      ) : (
        <div className="pane-scroll">
          <CatalogueView href={({ id }) => `/discussions/reference/${id}`} onOpen={({ id }) => navigate(`/discussions/reference/${id}`)} />
        </div>
      )}
    </div>
  );
}
