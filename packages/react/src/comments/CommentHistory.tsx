"use client";
import type { CommentView } from "@meanwhile/core";
import type { ReactElement } from "react";
import { Body } from "../body/Body.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { useCommentVersions } from "./useCommentVersions.ts";

/** Every wording of an edited comment, the present one first. */
export function CommentHistory({ comment, onClose }: { comment: CommentView; onClose: () => void }): ReactElement {
  const labels = useLabels();
  const versions = useCommentVersions(comment.id);
  return (
    <Dialog title={labels.history} onClose={onClose}>
      {versions.error && <Problem title={labels.historyFailed} error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isPending && <Skeleton items={2} widths={[30, 90]} />}
      {versions.isSuccess && (
        <ol className="mw-versions" reversed>
          <li>
            <div className="mw-meta">
              {labels.currentWording} <RelativeTime at={comment.edited?.at ?? comment.createdAt} />
            </div>
            <Body body={comment.body} headingLevel={3} />
          </li>
          {versions.data.map((version) => (
            <li key={version.version}>
              <div className="mw-meta">
                <RelativeTime at={version.at} />
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
