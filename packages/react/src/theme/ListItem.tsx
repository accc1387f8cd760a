"use client";
import { forwardRef, type LegacyRef, type Ref } from "react";
import type { CustomItemComponentProps } from "virtua";

/** An item of a list of which only a part is mounted: says where in the list it stands. */
export const ListItem = forwardRef<HTMLLIElement, Omit<CustomItemComponentProps, "ref"> & { ref?: LegacyRef<HTMLLIElement> }>(function ListItem({ style, index, children }, ref: Ref<HTMLLIElement>) {
  return (
    <li ref={ref} style={style} aria-posinset={index + 1} aria-setsize={-1}>
      {children}
    </li>
  );
});
