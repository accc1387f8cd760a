"use client";
import type { ChannelId, Decision, DecisionsFilter } from "@meanwhile/core";
import { forwardRef, type ReactElement, useState } from "react";
import { useChannels } from "../channels/useChannels.ts";
import { useMe } from "../members/useMe.ts";
import type { Labels } from "../provider/labels.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { KeysDialog } from "../theme/KeysDialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { RowList, useRows } from "../theme/RowList.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { useRoving } from "../theme/useRoving.ts";
import { DecisionRow } from "./DecisionRow.tsx";
import { useDecisions } from "./useDecisions.ts";

export interface DecisionLogProps {
  /** Which decisions; all that the reader may see unless told. */
  filter?: Omit<DecisionsFilter, "state">;
  /** What the list is narrowed to at first: what holds now, unless told. */
  initialNarrowing?: DecisionNarrowing;
  label?: string;
  onOpen?: (decision: Decision) => void;
  /** Makes rows links, so that they open in a new tab too. */
  href?: (decision: Decision) => string;
  className?: string;
}

/** What a reader may narrow the log to. */
export interface DecisionNarrowing {
  show?: "holding" | "due" | "past" | undefined;
  mine?: boolean | undefined;
  channelId?: ChannelId | undefined;
}

const STATES = {
  holding: ["current", "review_due", "confirmed"],
  due: ["review_due"],
  past: ["superseded", "withdrawn"],
} as const;

/** What was decided, newest first, as tall as its container lets it. Arrows or j and k move, Enter opens, ? shows the keys. */
export const DecisionLog = forwardRef<HTMLElement, DecisionLogProps>(function DecisionLog({ filter = {}, initialNarrowing = { show: "holding" }, label, onOpen, href, className }, ref): ReactElement {
  const labels = useLabels();
  const { data: me } = useMe();
  const [narrowing, setNarrowing] = useState(initialNarrowing);
  const { show, mine, channelId } = narrowing;
  const isEverywhere = !filter.channelId && !filter.threadId && !filter.subjectId;
  const channels = useChannels({}, { enabled: isEverywhere });
  const list = useDecisions({ ...filter, ...(show && { state: [...STATES[show]] }), ...(mine && me && { deciderId: me.id }), ...(channelId && { channelId }) });
  const filters = useRoving({ axis: "horizontal" });
  const rows = useRows(list.data.map((decision) => decision.id));
  const [keysShown, setKeysShown] = useState(false);
  const toggles = [
    ...([["holding", labels.filterHolding], ["due", labels.filterReviewDue], ["past", labels.filterPast]] as const).map(([value, text]) => ({
      text,
      pressed: show === value,
      next: { ...narrowing, show: show === value ? undefined : value },
    })),
    { text: labels.filterByMe, pressed: mine === true, next: { ...narrowing, mine: mine ? undefined : true } },
  ];
  const narrowed = mine === true || channelId !== undefined || (show !== undefined && show !== "holding");

  return (
    <section ref={ref} className={className ? `mw-decision-log ${className}` : "mw-decision-log"} aria-label={label ?? labels.decisions} aria-busy={list.isPending} onKeyDown={(event) => (event.key === "?" ? setKeysShown(true) : rows.onKeyDown(event))}>
      <div className="mw-filter" role="toolbar" aria-label={labels.filterDecisions} {...filters.container}>
        {toggles.map(({ text, pressed, next }, index) => (
          <button key={text} type="button" className="mw-button mw-chip" aria-pressed={pressed} onClick={() => setNarrowing(next)} {...filters.item(index)}>
            {text}
          </button>
        ))}
        {channels.data.length > 1 && (
          <select className="mw-input" aria-label={labels.filterChannel} value={channelId ?? ""} onChange={(event) => setNarrowing({ ...narrowing, channelId: (event.target.value || undefined) as ChannelId | undefined })}>
            <option value="">{labels.allChannels}</option>
            {channels.data.map((channel) => (
              <option key={channel.id} value={channel.id}>
                {channel.name}
              </option>
            ))}
          </select>
        )}
      </div>
      {list.error && <Problem title={labels.decisionsFailed} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && !list.error && <Skeleton items={5} widths={[72, 46]} />}
      {list.isSuccess && list.data.length === 0 && (
        <Empty title={narrowed ? labels.noDecisionsHere : labels.noDecisions}>
          <p>{narrowed ? labels.noDecisionsHereHint : labels.noDecisionsHint}</p>
          {narrowed && (
            <button type="button" className="mw-button" data-kind="outline" onClick={() => setNarrowing({})}>
              {labels.showAll}
            </button>
          )}
        </Empty>
      )}
      <RowList rows={rows} pages={list} itemSize={64}>
        {list.data.map((decision) => (
          <DecisionRow key={decision.id} decision={decision} href={href?.(decision)} onOpen={onOpen} tabIndex={decision.id === rows.activeId ? 0 : -1} />
        ))}
      </RowList>
      {keysShown && <KeysDialog keys={keysOf(labels)} onClose={() => setKeysShown(false)} />}
    </section>
  );
});

const keysOf = (labels: Labels) =>
  [
    ["j ↓", labels.keyNextDecision],
    ["k ↑", labels.keyPreviousDecision],
    ["Enter", labels.keyOpenDecision],
    ["Home", labels.keyFirstDecision],
    ["End", labels.keyLastDecision],
    ["?", labels.keyHelp],
  ] as const;
