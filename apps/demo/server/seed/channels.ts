import type { ChannelStory } from "./story.ts";

export const channelStories: ChannelStory[] = [
  { name: "Company", description: "What concerns all of us: decisions, people, how we work.", visibility: "public", members: ["elina", "wanjiku", "kenji", "priya"], favouriteOf: [] },
  { name: "Quality", description: "Samples, scores, defects, and the protocol.", visibility: "public", members: ["elina", "wanjiku", "kenji", "priya"], favouriteOf: ["elina", "kenji", "wanjiku"] },
  { name: "Shipping", description: "Containers, papers, ports and warehouses. Our exporters read along.", visibility: "public", members: ["elina", "wanjiku", "priya", "tomas"], favouriteOf: ["elina"] },
  { name: "Software", description: "The order pages, labels and feeds.", visibility: "public", members: ["elina", "priya"], favouriteOf: ["priya"] },
  { name: "Pricing", description: "What we pay and what we ask. Stays here.", visibility: "private", members: ["elina", "wanjiku"], favouriteOf: [] },
  { name: "Spring roadshow", description: "Three evenings, three cities. Over; kept for next year.", visibility: "public", members: ["elina", "wanjiku", "kenji"], favouriteOf: [], archivedBy: "marta" },
];
