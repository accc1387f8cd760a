import type { Topic } from "@meanwhile/core";

export interface TopicSection {
  label: string;
  topics: Topic[];
}

/** Topics in the order given, under the first letter of their titles, or under the month in which they were active last. */
export function topicSections(topics: readonly Topic[], sort: "title" | "active", locale: string, timeZone: string): TopicSection[] {
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone });
  const sections = new Map<string, Topic[]>();
  for (const topic of topics) {
    const label = sort === "title" ? initialOf(topic.title, locale) : month.format(new Date(topic.activeAt));
    const section = sections.get(label);
    if (section) section.push(topic);
    else sections.set(label, [topic]);
  }
  return [...sections].map(([label, list]) => ({ label, topics: list }));
}

/** The letter a title is filed under: without marks, in upper case; what begins with none is filed under one sign. */
function initialOf(title: string, locale: string): string {
  const [letter] = /\p{L}\p{M}*/u.exec(title.trimStart().slice(0, 8).normalize("NFD")) ?? [];
  if (letter === undefined || !/^[\p{P}\p{S}\s]*\p{L}/u.test(title)) return "#";
  return letter.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleUpperCase(locale).normalize("NFC");
}
