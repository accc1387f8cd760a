"use client";
import { Bookmark, Filter, Hash, History, MessagesSquare, Search } from "../theme/icons.ts";
import type { ReactElement, ReactNode } from "react";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { HitLines } from "./SearchHitRow.tsx";
import type { SearchOption } from "./searchOptions.ts";

export interface SearchOptionRowProps {
  id: string;
  option: SearchOption;
  selected: boolean;
  onHover: () => void;
  onTake: () => void;
}

/** One thing to choose. The focus stays in the field. */
export function SearchOptionRow({ id, option, selected, onHover, onTake }: SearchOptionRowProps): ReactElement {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className="mw-menu-item mw-palette-option"
      data-kind={option.kind}
      onPointerMove={onHover}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onPointerUp={onTake}
    >
      {contentOf(option)}
    </div>
  );
}

function contentOf(option: SearchOption): ReactNode {
  switch (option.kind) {
    case "query":
      return line(<Search aria-hidden />, option.text);
    case "completion":
      return line(<Filter aria-hidden />, option.text, option.hint);
    case "recent":
      return line(<History aria-hidden />, option.query);
    case "saved":
      return line(<Bookmark aria-hidden />, option.saved.name, option.saved.name === option.saved.query ? "" : option.saved.query);
    case "channel":
      return line(<Hash aria-hidden />, option.channel.name);
    case "member":
      return line(<MemberAvatar member={option.member} size={20} />, option.member.name);
    case "topic":
      return line(<MessagesSquare aria-hidden />, option.topic.title, option.topic.author.name);
    case "hit":
      return <HitLines hit={option.hit} />;
  }
}

function line(icon: ReactNode, text: string, hint = ""): ReactNode {
  return (
    <>
      {icon}
      <bdi>{text}</bdi>
      {hint !== "" && (
        <span className="mw-meta">
          <bdi>{hint}</bdi>
        </span>
      )}
    </>
  );
}
