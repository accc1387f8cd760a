"use client";
import type { RoundGroup } from "@meanwhile/core";
import type { ReactElement } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { shortReasons } from "./pairingReasons.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** Who meets whom, group by group, and what speaks for it in a few words. */
export function RoundTable({ groups, chosen }: { groups: readonly RoundGroup[]; chosen: readonly string[] }): ReactElement {
  const labels = usePairingLabels();
  const { locale } = useMeanwhile();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls has to be reached by keyboard
    <div className="mw-round-table" role="region" aria-label={labels.previewTable} tabIndex={0}>
      <table>
        <caption className="mw-hidden">{labels.previewTable}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.previewGroup}</th>
            <th scope="col">{labels.previewWhy}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ members, reasons }) => (
            <tr key={members.map(({ id }) => id).join(" ")} data-chosen={members.some(({ id }) => chosen.includes(id)) ? "" : undefined}>
              <th scope="row">
                <bdi>{new Intl.ListFormat(locale).format(members.map(({ name }) => name))}</bdi>
              </th>
              <td className="mw-meta">{shortReasons(reasons, labels).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
