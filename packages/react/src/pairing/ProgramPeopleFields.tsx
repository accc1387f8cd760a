"use client";
import { type ReactElement, useId } from "react";
import { useChannels } from "../channels/useChannels.ts";
import { useGroups } from "../members/useGroups.ts";
import { described, ErrorText, type ProgramFieldProps, Sentence } from "./ProgramSentence.tsx";
import type { ProgramFields } from "./programFields.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

const KINDS = ["within", "cross_team", "bridge"] as const;

/** For whom a program is, and who of them meets whom. */
export function ProgramPeopleFields({ fields, problems, change, isNew }: ProgramFieldProps & { isNew: boolean }): ReactElement {
  const labels = usePairingLabels();
  const channels = useChannels({}, { enabled: fields.audience === "channel" });
  const groups = useGroups();
  const ids = { audience: useId(), kind: useId(), name: useId() };
  const toggle = (id: string) => change({ teams: fields.teams.includes(id) ? fields.teams.filter((other) => other !== id) : [...fields.teams, id] });
  const choose = (label: string, value: string, options: readonly { id: string; name: string }[], error: string | undefined, errorId: string, key: "channelId" | "groupId" | "mentorsId" | "menteesId", disabled = false) => (
    <select className="mw-input" aria-label={label} value={value} disabled={disabled} {...described(error, errorId)} onChange={({ target }) => change({ [key]: target.value })}>
      <option value="">{labels.chooseOne}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <Sentence error={problems.audience} errorId={ids.audience}>
        <span>{labels.programAudience}</span>
        <select className="mw-input" aria-label={labels.programAudience} disabled={!isNew} title={isNew ? undefined : labels.programAudienceFixed} value={fields.audience} onChange={({ target }) => change({ audience: target.value as ProgramFields["audience"] })}>
          {(["opt_in", "channel", "group"] as const).map((kind) => (
            <option key={kind} value={kind}>
              {labels.programFor[kind]}
            </option>
          ))}
        </select>
        {fields.audience === "channel" && choose(labels.programChannel, fields.channelId, channels.data, problems.audience, ids.audience, "channelId", !isNew)}
        {fields.audience === "group" && choose(labels.programGroup, fields.groupId, groups.data, problems.audience, ids.audience, "groupId", !isNew)}
      </Sentence>
      <fieldset className="mw-program-kind" {...described(problems.kind, ids.kind)}>
        <legend className="mw-label">{labels.programKind}</legend>
        {KINDS.map((kind) => (
          <label key={kind} className="mw-choice">
            <input type="radio" name={ids.name} checked={fields.kind === kind} onChange={() => change({ kind })} />
            <span>{labels.programKindIs[kind]}</span>
          </label>
        ))}
        {fields.kind === "cross_team" && (
          <div className="mw-program-teams" role="group" aria-label={labels.programTeams}>
            {groups.isSuccess && groups.data.length === 0 && <p className="mw-meta">{labels.programNoGroups}</p>}
            {groups.data.map(({ id, name }) => (
              <label key={id} className="mw-choice">
                <input type="checkbox" checked={fields.teams.includes(id)} onChange={() => toggle(id)} />
                <bdi>{name}</bdi>
              </label>
            ))}
          </div>
        )}
        {fields.kind === "bridge" && (
          <div className="mw-sentence">
            <span>{labels.programMentors}</span>
            {choose(labels.programMentors, fields.mentorsId, groups.data, problems.kind, ids.kind, "mentorsId")}
            <span>{labels.programMentees}</span>
            <input className="mw-input mw-number" type="number" inputMode="numeric" min={1} max={7} aria-label={labels.programMentees} value={fields.menteesPerMentor} {...described(problems.kind, ids.kind)} onChange={({ target }) => change({ menteesPerMentor: target.value })} />
            <span>{labels.programMenteesOf}</span>
            {choose(labels.programMenteesOf, fields.menteesId, groups.data, problems.kind, ids.kind, "menteesId")}
          </div>
        )}
        <ErrorText id={ids.kind} text={problems.kind} />
      </fieldset>
    </>
  );
}
