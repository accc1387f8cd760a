"use client";
import type { Channel } from "@meanwhile/core";
import { Hash, Lock, Star } from "../theme/icons.ts";
import type { MouseEvent, ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import type { Roving } from "../theme/useRoving.ts";
import { useSetFavourite } from "./useSetFavourite.ts";

export interface ChannelRowProps {
  channel: Channel;
  current: boolean;
  onOpen: ((channel: Channel) => void) | undefined;
  href: string | undefined;
  item: ReturnType<Roving["item"]>;
}

/** A channel as a line of the navigation, with the star that keeps it on top. */
export function ChannelRow({ channel, current, onOpen, href, item }: ChannelRowProps): ReactElement {
  const labels = useLabels();
  const setFavourite = useSetFavourite();
  const { favourite, unreadThreads } = channel.me;
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(channel);
  };
  return (
    <li className="mw-channel-row" data-current={current ? "" : undefined} data-unread={unreadThreads > 0 ? "" : undefined} data-archived={channel.archived ? "" : undefined}>
      <Element className="mw-channel-link" aria-current={current ? "page" : undefined} {...(href === undefined ? { type: "button" as const } : { href })} onClick={open} {...item}>
        {channel.visibility === "private" ? <Lock aria-hidden /> : <Hash aria-hidden />}
        <span className="mw-channel-name">
          <bdi>{channel.name}</bdi>
        </span>
        {channel.visibility === "private" && <span className="mw-hidden">{labels.privateChannel}</span>}
        {unreadThreads > 0 && (
          <span className="mw-channel-count">
            <span aria-hidden>{unreadThreads}</span>
            <span className="mw-hidden">{labels.unreadThreads(unreadThreads)}</span>
          </span>
        )}
      </Element>
      {!channel.archived && (
        <button
          type="button"
          className="mw-button mw-channel-star"
          data-icon=""
          tabIndex={item.tabIndex}
          aria-pressed={favourite}
          aria-label={favourite ? labels.removeFavourite(channel.name) : labels.addFavourite(channel.name)}
          onClick={() => setFavourite.mutate({ channelId: channel.id, favourite: !favourite })}
        >
          <Star aria-hidden />
        </button>
      )}
    </li>
  );
}
