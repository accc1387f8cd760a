import { SearchDialog, useSearchKey } from "@meanwhile/react";
import { type ReactElement, useState } from "react";
import { navigate } from "./router.tsx";

/** Search from every page, by the button or by ⌘K. */
export function SearchButton(): ReactElement {
  const [open, setOpen] = useState(false);
  useSearchKey(() => setOpen(true));
  return (
    <>
      <button type="button" className="icon-button" aria-label="Search" title="Search (Ctrl+K or ⌘K)" onClick={() => setOpen(true)}>
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
          <path d="M13.5 13.5 17 17M15 9A6 6 0 1 1 3 9a6 6 0 0 1 12 0Z" />
        </svg>
      </button>
      {open && (
        <SearchDialog
          onClose={() => setOpen(false)}
          onSearch={(query) => navigate(`/search/${encodeURIComponent(query)}`)}
          onOpen={(found) => {
            const threadId = "kind" in found ? found.threadId : found.id;
            if (threadId) navigate(`/discussions/all/${threadId}`);
          }}
          onOpenChannel={({ id }) => navigate(`/discussions/${id}`)}
          onOpenMember={({ name }) => navigate(`/search/${encodeURIComponent(`from:"${name}"`)}`)}
        />
      )}
    </>
  );
}
