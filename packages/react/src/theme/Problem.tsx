"use client";
import { CircleAlert } from "./icons.ts";
import type { ReactElement, ReactNode } from "react";
import { useLabels } from "../provider/useLabels.ts";

export interface ProblemProps {
  /** What could not be done, in a sentence. */
  title: string;
  /** What the server says of it. */
  error?: { message: string } | null | undefined;
  onRetry?: () => void;
  /** Further ways out, beside "Try again". */
  children?: ReactNode;
}

/** Says what went wrong where it went wrong, and offers the way out. */
export function Problem({ title, error, onRetry, children }: ProblemProps): ReactElement {
  const labels = useLabels();
  return (
    <div className="mw-problem" role="alert">
      <CircleAlert aria-hidden />
      <p>
        {title} {error?.message}
      </p>
      {onRetry && (
        <button type="button" className="mw-button" data-kind="outline" onClick={onRetry}>
          {labels.tryAgain}
        </button>
      )}
      {children}
    </div>
  );
}
