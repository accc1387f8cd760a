"use client";
import type { Decision } from "@meanwhile/core";
import type { ReactElement } from "react";
import { Body } from "../body/Body.tsx";
import { MemberNames } from "../members/MemberNames.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { useDecisionVersions } from "./useDecisionVersions.ts";

/** Every wording of a decision, the present one first, with what changed and by whom. */
export function DecisionHistory({ decision, onClose }: { decision: Decision; onClose: () => void }): ReactElement {
  const labels = useLabels();
  const { locale } = useMeanwhile();
  const versions = useDecisionVersions(decision.id);
  return (
    <Dialog title={labels.decisionHistory} onClose={onClose}>
      {versions.error && <Problem title={labels.historyFailed} error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isPending && <Skeleton items={2} widths={[30, 90]} />}
      {versions.isSuccess && (
        <ol className="mw-versions" reversed>
          {versions.data.map((version) => (
            <li key={version.revision}>
              <div className="mw-meta mw-facts">
                {version.edited.by && (
                  <span>
                    <MemberNames ids={[version.edited.by]} />
                  </span>
                )}
                <RelativeTime at={version.edited.at} />
                {version.changed.length > 0 && <span>{new Intl.ListFormat(locale).format(version.changed.map((part) => labels.changedPart[part]))}</span>}
              </div>
              <Body body={version.body} headingLevel={3} />
            </li>
          ))}
        </ol>
      )}
      {versions.hasNextPage && (
        <button type="button" className="mw-button" data-kind="outline" onClick={() => void versions.fetchNextPage()}>
          {labels.loadMore}
        </button>
      )}
    </Dialog>
  );
}
