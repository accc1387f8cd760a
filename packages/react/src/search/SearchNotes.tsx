"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import type { SearchAnswer } from "./useSearch.ts";

export interface SearchNotesProps {
  answer: SearchAnswer;
  query: string;
  onQueryChange: (query: string) => void;
}

/** What the search did with the query, where that is not what one would expect. */
export function SearchNotes({ answer, query, onQueryChange }: SearchNotesProps): ReactElement | null {
  const labels = useLabels();
  const { didYouMean, corrected, match, data, issues } = answer;
  const some = match === "some" && data.length > 0;
  if (didYouMean === null && !some && issues.length === 0) return null;
  return (
    <div className="mw-search-notes" role="status">
      {didYouMean !== null && (
        <p>
          {corrected ? labels.searchedInstead : labels.didYouMean}{" "}
          <button type="button" className="mw-button" data-kind="link" onClick={() => onQueryChange(didYouMean)}>
            <bdi>{didYouMean}</bdi>
          </button>
          {corrected && (
            <>
              {" "}
              <span className="mw-meta">{labels.nothingFor(query.trim())}</span>
            </>
          )}
        </p>
      )}
      {some && <p className="mw-meta">{labels.someWords}</p>}
      {issues.map((issue) => (
        <p key={`${issue.code} ${issue.operator} ${issue.value}`} className="mw-meta">
          {labels.queryIssue(issue.code, issue.operator, issue.value)}
        </p>
      ))}
    </div>
  );
}
