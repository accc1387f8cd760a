"use client";
import type { MemberRef, PairExplanation } from "@meanwhile/core";
import { type ReactElement, useId } from "react";
import type { PairingLabels } from "../provider/labels.pairing.ts";
import { Heading } from "../theme/Heading.tsx";
import { Problem } from "../theme/Problem.tsx";
import { shortReasons } from "./pairingReasons.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface PairWhyProps {
  people: readonly MemberRef[];
  /** Up to two people. */
  chosen: readonly string[];
  round: { explanation: PairExplanation | null };
  error: { message: string } | null;
  /** The answer is about two others. */
  isWaiting: boolean;
  onChange: (chosen: string[]) => void;
  level: number;
}

/** "Why Ada and Grace": two fields, and the answer under them, read out as it comes. */
export function PairWhy({ people, chosen, round, error, isWaiting, onChange, level }: PairWhyProps): ReactElement {
  const labels = usePairingLabels();
  const title = useId();
  const [one = "", other = ""] = chosen;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "";
  const choose = (at: 0 | 1, id: string) => onChange((at === 0 ? [id, other] : [one, id]).filter((each) => each !== ""));
  const select = (at: 0 | 1, value: string, taken: string) => (
    <select className="mw-input" aria-label={at === 0 ? labels.whyOne : labels.whyOther} value={value} disabled={at === 1 && one === ""} onChange={({ target }) => choose(at, target.value)}>
      <option value="">{labels.chooseOne}</option>
      {people
        .filter(({ id }) => id !== taken)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </select>
  );
  const { explanation } = round;
  const answer = chosen.length === 2 && !isWaiting ? explanation : null;
  return (
    <div className="mw-why">
      <div className="mw-sentence" role="group" aria-labelledby={title}>
        <Heading level={level} id={title} className="mw-label">
          {labels.why}
        </Heading>
        {select(0, one, other)}
        <span>{labels.whyAnd}</span>
        {select(1, other, one)}
      </div>
      <div className="mw-why-answer" role="status">
        {chosen.length < 2 && <p className="mw-meta">{labels.whyHint}</p>}
        {answer && (
          <>
            <p>
              <strong>{answer.together ? labels.whyThem(nameOf(one), nameOf(other)) : labels.whyNotThem(nameOf(one), nameOf(other))}</strong>
            </p>
            <p>{answer.together ? sentence(shortReasons(answer.reasons, labels)) : whyNot(answer, labels)}</p>
          </>
        )}
      </div>
      {chosen.length === 2 && error && <Problem title={labels.previewFailed} error={error} />}
    </div>
  );
}

function whyNot({ reasons, rules, loss }: PairExplanation, labels: PairingLabels): string {
  if (rules.length > 0) return labels.whyForbidden(rules.map((rule) => ruleText(rule, labels)).join(", "));
  return `${lossText(loss, labels)} ${sentence(shortReasons(reasons, labels))}`;
}

function lossText(loss: PairExplanation["loss"], labels: PairingLabels): string {
  if (!loss) return labels.whyNotSaid;
  if (loss.atLeast <= 0) return labels.whyNotEqual;
  if (loss.goal === "chance") return labels.whyNotWorse;
  return loss.goal === "trio" ? labels.whyTrio : labels.whyNotGoal(labels.programGoal[loss.goal]);
}

/** A rule as it is said of people; one that this page does not know is named. */
export function ruleText(rule: string, labels: PairingLabels): string {
  return labels.ruleName[rule.split(":")[0]!] ?? rule;
}

/** "Met 2 rounds ago, different teams." */
function sentence(parts: readonly string[]): string {
  const text = parts.join(", ");
  return text === "" ? "" : `${text[0]!.toLocaleUpperCase()}${text.slice(1)}.`;
}
