"use client";
import { type MeanwhileClient, type Outbox, queries as queriesOf } from "@meanwhile/core";
import { QueryClient, QueryClientContext, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { LabelsContext, MeanwhileContext, type MeanwhileContextValue, PortalContext, StatusContext } from "./context.ts";
import type { PairingLabels } from "./labels.pairing.ts";
import { defaultLabels, type Labels } from "./labels.ts";
import { draftsOf, outboxOf, recentsOf } from "./keptOf.ts";
import { settleCall } from "./settleCall.ts";
import { useEvents } from "./useEvents.ts";
import { useLeaveGuard } from "./useLeaveGuard.ts";
import { usePortal } from "./usePortal.ts";
import { useSent } from "./useSent.ts";

export interface MeanwhileProviderProps {
  /** Make it once for each member who signs in, outside of rendering. Where it knows its `user`, what they write is kept on the device. */
  client: MeanwhileClient;
  /** False keeps unsent words, drafts and recent searches only as long as the page lives; true unless told. Holds from a client's first provider on. */
  persist?: boolean;
  /** One of your own, with a `persistence` of your own. */
  outbox?: Outbox;
  /** Your own words for some or all of the components' labels. */
  labels?: Partial<Labels & PairingLabels>;
  /** BCP 47; `en` unless told. */
  locale?: string;
  /** IANA zone; the browser's own unless told. */
  timeZone?: string;
  /** What the locale is written in unless told. */
  dir?: "ltr" | "rtl";
  /** `auto`, the default, follows the page's `color-scheme`. */
  theme?: "light" | "dark" | "auto";
  /** Whether to follow the event stream; true unless told. */
  realtime?: boolean;
  className?: string;
  children?: ReactNode;
}

/** Everything of Meanwhile's on a page is inside of one. It uses the page's own `QueryClientProvider` where there is one. */
export function MeanwhileProvider(props: MeanwhileProviderProps): ReactElement {
  const host = useContext(QueryClientContext);
  const [own] = useState(() => (host ? null : new QueryClient()));
  if (host || !own) return <Root {...props} />;
  return (
    <QueryClientProvider client={own}>
      <Root {...props} />
    </QueryClientProvider>
  );
}

function Root({ client, labels, locale = "en", dir = directionOf(locale), theme = "auto", realtime = true, persist = true, className, children, ...props }: MeanwhileProviderProps): ReactElement {
  const queryClient = useQueryClient();
  const outbox = props.outbox ?? outboxOf(client, persist);
  const drafts = draftsOf(client, persist);
  const recents = recentsOf(client, persist);
  const queries = useMemo(() => queriesOf(client), [client]);
  const ownZone = useSyncExternalStore(never, browserZone, serverZone);
  const timeZone = props.timeZone ?? ownZone;
  const status = useEvents(client, queries, realtime);
  const live = useRef(false);
  useEffect(() => {
    live.current = realtime && status === "open";
  }, [realtime, status]);

  const settle = useCallback<MeanwhileContextValue["settle"]>((call, input, result) => settleCall(queryClient, call, input, result, live.current), [queryClient]);
  useSent(outbox, queries, settle);
  useLeaveGuard(outbox, drafts);

  const value = useMemo(() => ({ client, outbox, drafts, recents, queries, locale, timeZone, dir, theme, settle }), [client, outbox, drafts, recents, queries, locale, timeZone, dir, theme, settle]);
  const words = useMemo(() => ({ ...defaultLabels, ...labels }), [labels]);
  const attributes = { class: className ? `mw-root ${className}` : "mw-root", "data-theme": theme, dir, lang: locale };
  const portal = usePortal(attributes);

  return (
    <MeanwhileContext.Provider value={value}>
      <StatusContext.Provider value={status}>
        <LabelsContext.Provider value={words}>
          <PortalContext.Provider value={portal}>
            <div className={attributes.class} data-theme={theme} dir={dir} lang={locale}>
              {children}
            </div>
          </PortalContext.Provider>
        </LabelsContext.Provider>
      </StatusContext.Provider>
    </MeanwhileContext.Provider>
  );
}

const never = () => () => undefined;
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const serverZone = () => "UTC";

/** Right to left for the languages that are written so. */
function directionOf(locale: string): "ltr" | "rtl" {
  return /^(ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i.test(locale) ? "rtl" : "ltr";
}
