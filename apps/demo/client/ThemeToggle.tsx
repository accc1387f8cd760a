import type { ReactElement } from "react";
import type { Theme } from "./useTheme.ts";

export function ThemeToggle({ theme, onToggle }: { theme: Theme; onToggle: () => void }): ReactElement {
  return (
    <button type="button" className="icon-button" aria-label={theme === "dark" ? "Light colours" : "Dark colours"} onClick={onToggle}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        {theme === "dark" ? <path d="M10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z" /> : <path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z" />}
      </svg>
    </button>
  );
}
