"use client";
import type { ReactElement } from "react";
import { Ban, ThumbsUp } from "../theme/icons.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

export interface TopicChoicesProps {
  liked: readonly string[];
  avoided: readonly string[];
  labelledBy: string;
  onChange: (liked: string[], avoided: string[]) => void;
}

/** For each topic of questions: rather, or rather not; neither unless said. A host's own topics come by `labels.topicName`. */
export function TopicChoices({ liked, avoided, labelledBy, onChange }: TopicChoicesProps): ReactElement {
  const labels = usePairingLabels();
  const topics = [...new Set([...Object.keys(labels.topicName), ...liked, ...avoided])];
  const without = (list: readonly string[], topic: string) => list.filter((other) => other !== topic);
  const toggled = (list: readonly string[], topic: string) => (list.includes(topic) ? without(list, topic) : [...list, topic]);
  return (
    <ul className="mw-topics" aria-labelledby={labelledBy}>
      {topics.map((topic) => {
        const name = labels.topicName[topic] ?? topic;
        return (
          <li key={topic} data-state={liked.includes(topic) ? "liked" : avoided.includes(topic) ? "avoided" : "neutral"}>
            <bdi>{name}</bdi>
            <button type="button" className="mw-button" data-icon="" aria-pressed={liked.includes(topic)} aria-label={labels.topicLike(name)} title={labels.topicLike(name)} onClick={() => onChange(toggled(liked, topic), without(avoided, topic))}>
              <ThumbsUp aria-hidden />
            </button>
            <button type="button" className="mw-button" data-icon="" aria-pressed={avoided.includes(topic)} aria-label={labels.topicAvoid(name)} title={labels.topicAvoid(name)} onClick={() => onChange(without(liked, topic), toggled(avoided, topic))}>
              <Ban aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
