/** A shortcut as this machine's keyboard writes it: `⌘B` on a Mac, `Ctrl+B` elsewhere. */
export function shortcut(key: string): string {
  const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
  return apple ? `⌘${key === "Enter" ? "↵" : key}` : `Ctrl+${key}`;
}
