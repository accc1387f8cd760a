"use client";
import type { SearchHit } from "@meanwhile/core";
import { CircleCheck, Gavel, MessageSquare, MessagesSquare } from "../theme/icons.ts";
import type { MouseEvent, ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Mark } from "../theme/Mark.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { Highlighted } from "./Highlighted.tsx";

export interface SearchHitRowProps {
  hit: SearchHit;
  tabIndex: 0 | -1;
  href: string | undefined;
  onOpen: ((hit: SearchHit) => void) | undefined;
}

/** A hit as a line of a list: what, where, by whom, when, and the words that were found. */
export function SearchHitRow({ hit, tabIndex, href, onOpen }: SearchHitRowProps): ReactElement {
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(hit);
  };
  return (
    <Element {...(href === undefined ? { type: "button" as const } : { href })} className="mw-hit" data-row={hit.id} data-kind={hit.kind} data-state={hit.closed ? "closed" : "open"} tabIndex={tabIndex} onClick={open}>
      <HitLines hit={hit} />
    </Element>
  );
}

/** What a hit says, whatever it is a part of. */
export function HitLines({ hit }: { hit: SearchHit }): ReactElement {
  const labels = useLabels();
  const Icon = hit.kind === "thread" ? MessagesSquare : hit.kind === "decision" ? Gavel : MessageSquare;
  return (
    <>
      <Icon aria-hidden className="mw-hit-icon" />
      <span className="mw-hit-text">
        <span className="mw-hit-title">
          <span className="mw-hidden">{labels.searchKind(hit.kind)}: </span>
          <Highlighted {...hit.title} />
          {hit.closed && (
            <Mark icon={<CircleCheck aria-hidden />} label={labels.closed} />
          )}
        </span>
        {hit.snippet.text !== "" && (
          <span className="mw-hit-snippet">
            <Highlighted {...hit.snippet} />
          </span>
        )}
        <span className="mw-meta mw-facts">
          {hit.author && <bdi>{hit.author.name}</bdi>}
          {hit.channel && <bdi>#{hit.channel.name}</bdi>}
          <RelativeTime at={hit.at} focusable={false} />
        </span>
      </span>
    </>
  );
}
