"use client";
import { Bold, Code, Italic, Link, List, Quote } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useRoving } from "../theme/useRoving.ts";
import type { Format } from "./markdownEdit.ts";
import { shortcut } from "./platform.ts";

/** The few formats that reading needs, for those who do not know their signs. */
export function MarkdownToolbar({ onUse }: { onUse: (format: Format) => void }): ReactElement {
  const labels = useLabels();
  const roving = useRoving({ axis: "horizontal" });
  const formats: readonly [Format, string, ReactElement, string?][] = [
    ["bold", labels.bold, <Bold key="bold" aria-hidden />, "B"],
    ["italic", labels.italic, <Italic key="italic" aria-hidden />, "I"],
    ["link", labels.link, <Link key="link" aria-hidden />, "K"],
    ["quote", labels.quote, <Quote key="quote" aria-hidden />],
    ["list", labels.list, <List key="list" aria-hidden className="mw-mirrored" />],
    ["code", labels.code, <Code key="code" aria-hidden />, "E"],
  ];
  return (
    <div className="mw-toolbar" role="toolbar" aria-label={labels.formatting} {...roving.container}>
      {formats.map(([kind, label, icon, key], index) => (
        <button
          key={kind}
          type="button"
          className="mw-button"
          data-icon=""
          aria-label={label}
          title={key ? `${label} (${shortcut(key)})` : label}
          // The selection to be formatted stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onUse(kind)}
          {...roving.item(index)}
        >
          {icon}
        </button>
      ))}
    </div>
  );
}
