"use client";
import type { ProgramGoal } from "@meanwhile/core";
import { type ReactElement, useId, useRef } from "react";
import { ArrowDown, ArrowUp, Plus, X } from "../theme/icons.ts";
import type { ProgramFieldProps } from "./ProgramSentence.tsx";
import { GOALS, moved } from "./programFields.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** What counts most, in an order that buttons change: no dragging. What is left out can be put back at the end. */
export function ProgramGoalsField({ fields: { goals }, change }: ProgramFieldProps): ReactElement {
  const labels = usePairingLabels();
  const hint = useId();
  const list = useRef<HTMLOListElement>(null);
  const left = GOALS.filter((goal) => !goals.includes(goal));
  const move = (goal: ProgramGoal, by: -1 | 1) => {
    change({ goals: moved(goals, goal, by) });
    // The pressed button moves with its row; at an end, where it is off, the other one takes the focus.
    requestAnimationFrame(() => {
      const row = list.current?.querySelector(`[data-goal="${goal}"]`);
      const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("button") ?? [])];
      const pressed = buttons[by === -1 ? 0 : 1];
      (pressed?.disabled ? buttons[by === -1 ? 1 : 0] : pressed)?.focus();
    });
  };
  return (
    <details className="mw-disclosure">
      <summary>{labels.programGoals}</summary>
      <p id={hint} className="mw-meta">
        {labels.programGoalsHint}
      </p>
      <ol ref={list} className="mw-goals" aria-describedby={hint}>
        {goals.map((goal, index) => {
          const name = labels.programGoal[goal];
          return (
            <li key={goal} data-goal={goal}>
              <span>{name}</span>
              <button type="button" className="mw-button" data-icon="" disabled={index === 0} aria-label={labels.goalUp(name)} onClick={() => move(goal, -1)}>
                <ArrowUp aria-hidden />
              </button>
              <button type="button" className="mw-button" data-icon="" disabled={index === goals.length - 1} aria-label={labels.goalDown(name)} onClick={() => move(goal, 1)}>
                <ArrowDown aria-hidden />
              </button>
              <button type="button" className="mw-button" data-icon="" aria-label={labels.goalRemove(name)} onClick={() => change({ goals: goals.filter((other) => other !== goal) })}>
                <X aria-hidden />
              </button>
            </li>
          );
        })}
      </ol>
      {left.length > 0 && (
        <div className="mw-goals-left">
          {left.map((goal) => (
            <button key={goal} type="button" className="mw-button" data-kind="outline" aria-label={labels.goalAdd(labels.programGoal[goal])} onClick={() => change({ goals: [...goals, goal] })}>
              <Plus aria-hidden />
              {labels.programGoal[goal]}
            </button>
          ))}
        </div>
      )}
    </details>
  );
}
