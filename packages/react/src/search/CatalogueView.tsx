"use client";
import type { ChannelId, Topic } from "@meanwhile/core";
import { Archive, CircleCheck, Hash } from "../theme/icons.ts";
import { forwardRef, type MouseEvent, type ReactElement, useMemo, useState } from "react";
import { useChannels } from "../channels/useChannels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Mark } from "../theme/Mark.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { useRoving } from "../theme/useRoving.ts";
import { useSeen } from "../theme/useSeen.ts";
import { topicSections } from "./topicSections.ts";
import { useTopics } from "./useTopics.ts";

export interface CatalogueViewProps {
  /** Also what only some people see, the reader among them; what everybody sees unless told. */
  includePrivate?: boolean;
  onOpen?: (topic: Topic) => void;
  /** Makes topics links, so that they open in a new tab too. */
  href?: (topic: Topic) => string;
  className?: string;
}

/**
 * Channels and their topics to look things up in, as in a reference: by first letter or by last activity, those of archived channels too.
 * Arrows, Home and End move between topics, Enter opens.
 */
export const CatalogueView = forwardRef<HTMLElement, CatalogueViewProps>(function CatalogueView({ includePrivate = false, onOpen, href, className }, ref): ReactElement {
  const labels = useLabels();
  const { locale, timeZone } = useMeanwhile();
  const [channelId, setChannelId] = useState<ChannelId | null>(null);
  const [sort, setSort] = useState<"title" | "active">("title");
  const list = useTopics({ sort, private: includePrivate, ...(channelId !== null && { channelId }) });
  const channels = useChannels();
  const archived = useChannels({ archived: true });
  const known = useMemo(() => new Map([...channels.data, ...archived.data].map((channel) => [channel.id, channel])), [channels.data, archived.data]);
  const shown = [...channels.data, ...archived.data].filter(({ visibility }) => includePrivate || visibility === "public");
  const sections = useMemo(() => topicSections(list.data, sort, locale, timeZone), [list.data, sort, locale, timeZone]);
  const roving = useRoving({ axis: "vertical", loop: false });
  const filters = useRoving({ axis: "horizontal" });
  const end = useSeen<HTMLDivElement>(() => list.fetchNextPage(), list.hasNextPage && !list.isFetchingNextPage, list.data.length);
  let index = -1;
  const row = (topic: Topic) => {
    index++;
    const channel = topic.channelId ? known.get(topic.channelId) : undefined;
    return <TopicRow key={topic.id} topic={topic} channel={channelId === null ? (channel?.name ?? null) : null} archived={channel?.archived != null} href={href?.(topic)} onOpen={onOpen} item={roving.item(index)} />;
  };
  return (
    <section ref={ref} className={className ? `mw-catalogue ${className}` : "mw-catalogue"} aria-label={labels.catalogue} aria-busy={list.isPending}>
      <div className="mw-catalogue-bar" role="toolbar" aria-label={labels.filter} {...filters.container}>
        <button type="button" className="mw-button mw-chip" aria-pressed={sort === "title"} onClick={() => setSort("title")} {...filters.item(0)}>
          {labels.sortTitle}
        </button>
        <button type="button" className="mw-button mw-chip" aria-pressed={sort === "active"} onClick={() => setSort("active")} {...filters.item(1)}>
          {labels.sortActive}
        </button>
        <span className="mw-catalogue-divider" aria-hidden />
        <button type="button" className="mw-button mw-chip" aria-pressed={channelId === null} onClick={() => setChannelId(null)} {...filters.item(2)}>
          {labels.allChannels}
        </button>
        {shown.map((channel, place) => (
          <button key={channel.id} type="button" className="mw-button mw-chip" aria-pressed={channelId === channel.id} onClick={() => setChannelId(channel.id)} {...filters.item(place + 3)}>
            {channel.archived ? <Archive aria-hidden /> : <Hash aria-hidden />}
            <bdi>{channel.name}</bdi>
            {channel.archived && <span className="mw-hidden">{labels.archived}</span>}
          </button>
        ))}
      </div>
      {list.error && <Problem title={labels.catalogueFailed} error={list.error} onRetry={list.refetch} />}
      {list.isPending && !list.error && <Skeleton items={6} widths={[55]} />}
      {!list.isPending && !list.error && list.data.length === 0 && (
        <Empty title={labels.noTopics}>
          <p>{labels.noTopicsHint}</p>
        </Empty>
      )}
      <div className="mw-catalogue-sections" {...roving.container}>
        {sections.map((section) => (
          <section key={section.label} aria-label={section.label}>
            <h3 className="mw-catalogue-letter">{section.label}</h3>
            <ul className="mw-catalogue-topics">{section.topics.map(row)}</ul>
          </section>
        ))}
      </div>
      <div ref={end} className="mw-rows-end" role="status">
        {list.isFetchingNextPage ? labels.loadingMore : ""}
      </div>
    </section>
  );
});

interface TopicRowProps {
  topic: Topic;
  channel: string | null;
  archived: boolean;
  href: string | undefined;
  onOpen: ((topic: Topic) => void) | undefined;
  item: ReturnType<ReturnType<typeof useRoving>["item"]>;
}

function TopicRow({ topic, channel, archived, href, onOpen, item }: TopicRowProps): ReactElement {
  const labels = useLabels();
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(topic);
  };
  return (
    <li>
      <Element {...(href === undefined ? { type: "button" as const } : { href })} className="mw-topic" data-state={topic.closed ? "closed" : "open"} data-archived={archived ? "" : undefined} onClick={open} {...item}>
        <span className="mw-topic-title">
          <bdi>{topic.title}</bdi>
          {topic.closed && (
            <Mark icon={<CircleCheck aria-hidden />} label={labels.closed} />
          )}
        </span>
        <span className="mw-meta mw-facts">
          {channel !== null && <bdi>#{channel}</bdi>}
          {archived && <span>{labels.archived}</span>}
          <span>{labels.comments(topic.commentCount)}</span>
          <RelativeTime at={topic.activeAt} focusable={false} />
        </span>
      </Element>
    </li>
  );
}
