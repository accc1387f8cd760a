import { useEffect } from "react";

/** What the window is called; `undefined` leaves it to somebody else on the page. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title === "" ? "Fernway" : `${title} · Fernway`;
  }, [title]);
}
