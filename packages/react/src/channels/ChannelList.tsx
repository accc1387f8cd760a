"use client";
import type { Channel, ChannelId } from "@meanwhile/core";
import { ChevronRight } from "../theme/icons.ts";
import { forwardRef, type ReactElement, type ReactNode, useId, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { Heading } from "../theme/Heading.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { type Roving, useRoving } from "../theme/useRoving.ts";
import { ChannelRow } from "./ChannelRow.tsx";
import { useChannels } from "./useChannels.ts";

export interface ChannelListProps {
  /** The channel that is open. */
  channelId?: ChannelId | null;
  onOpen?: (channel: Channel) => void;
  /** Makes rows links, so that they open in a new tab too. */
  href?: (channel: Channel) => string;
  /** Names the navigation for screen readers. */
  label?: string;
  /** The level of its sections' headings; 3 unless told. */
  headingLevel?: number;
  className?: string;
}

/** The channels a reader can see: their favourites first, what is unread by its weight, archived ones folded away. */
export const ChannelList = forwardRef<HTMLElement, ChannelListProps>(function ChannelList({ channelId = null, onOpen, href, label, headingLevel = 3, className }, ref): ReactElement {
  const labels = useLabels();
  const list = useChannels();
  const [archivedShown, setArchivedShown] = useState(false);
  const roving = useRoving({ axis: "vertical", loop: false });
  const favourites = list.data.filter((channel) => channel.me.favourite);
  const others = list.data.filter((channel) => !channel.me.favourite);
  const rows = { channelId, onOpen, href, roving };
  return (
    <nav ref={ref} className={className ? `mw-channel-list ${className}` : "mw-channel-list"} aria-label={label ?? labels.channels} aria-busy={list.isPending} {...roving.container}>
      {list.error && <Problem title={labels.channelsFailed} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton items={5} widths={[70]} />}
      {list.isSuccess && list.data.length === 0 && (
        <Empty title={labels.noChannels}>
          <p>{labels.noChannelsHint}</p>
        </Empty>
      )}
      {favourites.length > 0 && <Section title={labels.favourites} channels={favourites} first={0} level={headingLevel} {...rows} />}
      {others.length > 0 && <Section title={labels.channels} channels={others} first={favourites.length} level={headingLevel} {...rows} />}
      {list.hasNextPage && (
        <button type="button" className="mw-button" aria-disabled={list.isFetchingNextPage || undefined} onClick={() => void list.fetchNextPage()}>
          {labels.loadMore}
        </button>
      )}
      {list.isSuccess && (
        <div className="mw-channel-archived">
          <button type="button" className="mw-button mw-section-toggle" aria-expanded={archivedShown} onClick={() => setArchivedShown(!archivedShown)} {...roving.item(list.data.length)}>
            <span className="mw-mirrored">
              <ChevronRight aria-hidden />
            </span>
            {labels.archived}
          </button>
          {archivedShown && <Archived first={list.data.length + 1} {...rows} />}
        </div>
      )}
    </nav>
  );
});

interface Rows {
  onOpen: ChannelListProps["onOpen"] | undefined;
  href: ChannelListProps["href"] | undefined;
  channelId: ChannelId | null;
  roving: Roving;
  /** The place of the first row among all that the arrows reach. */
  first: number;
}

function Section({ title, level, channels, first, channelId, onOpen, href, roving }: Rows & { title: ReactNode; level: number; channels: readonly Channel[] }): ReactElement {
  const id = useId();
  return (
    <section className="mw-channel-section" aria-labelledby={id}>
      <Heading level={level} id={id} className="mw-section-title">
        {title}
      </Heading>
      <ChannelRows channels={channels} {...{ first, channelId, onOpen, href, roving }} />
    </section>
  );
}

function ChannelRows({ channels, first, channelId, onOpen, href, roving }: Rows & { channels: readonly Channel[] }): ReactElement {
  return (
    <ul className="mw-channel-rows">
      {channels.map((channel, index) => (
        <ChannelRow key={channel.id} channel={channel} current={channel.id === channelId} onOpen={onOpen} href={href?.(channel)} item={roving.item(first + index)} />
      ))}
    </ul>
  );
}

/** Read only when somebody looks. */
function Archived({ first, ...rows }: Rows): ReactElement {
  const labels = useLabels();
  const list = useChannels({ archived: true });
  if (list.isPending) return <Skeleton items={2} widths={[60]} />;
  if (list.error) return <Problem title={labels.channelsFailed} error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) return <p className="mw-meta mw-channel-none">{labels.noChannels}</p>;
  return <ChannelRows channels={list.data} first={first} {...rows} />;
}
