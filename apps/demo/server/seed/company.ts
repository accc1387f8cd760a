import { ago, minutes, type Story } from "./story.ts";

export const companyStories: Story[] = [
  {
    title: "How we use this place",
    place: { channel: "Company" },
    pinnedBy: "marta",
    words: [
      {
        by: "marta",
        when: ago(38, "09:10"),
        text: `Six people, five time zones, and exactly one hour a day when most of us are awake. So we write. What has worked for us so far:

- **One thread, one question.** The title says what you need: *Approve or re-mill?* beats *Huila*.
- **Answer within a working day.** Not within an hour. If it can't wait that long, phone.
- **Close it with the outcome**, so that whoever reads it in a year knows how it ended.
- Keep *Where things stand* on top of long threads up to date. Anybody may.

Orders have their discussions on the order's own page. Please keep them there.`,
        acknowledged: ["elina", "wanjiku", "priya", "kenji"],
        reactions: { "🌱": ["wanjiku", "elina"] },
      },
      {
        by: "wanjiku",
        when: ago(37, "06:25"),
        text: "Could we add one? When I'm at a washing station I have signal for ten minutes in the evening. A question that starts with the decision you need from me gets an answer that night. One that ends with it waits a week.",
        reactions: { "👍": ["marta", "elina", "kenji", "priya"] },
      },
      { by: "marta", when: ago(37, "09:02"), text: "Yes. That goes for everyone, not only for people on a hillside: **the decision you need comes first**, the story after it." },
    ],
  },
  {
    title: "Monday call: keep it, or write instead?",
    place: { channel: "Company" },
    decision: {
      by: "marta",
      when: ago(24, "09:32"),
      statement: "The Monday call ends. Each of us writes **three lines in a thread** by our own Monday evening; positions of containers come from the carrier's feed; one call a month without an agenda stays, at a time that moves around the globe.",
      alternatives: [
        { text: "Keep the call, half an hour instead of one", reason: "It would still be at 23:00 in Osaka, for things that nobody needs to hear at once." },
        { text: "Move it around the globe every week", reason: "Nobody could plan a Monday any more." },
      ],
      reviewIn: 55,
    },
    words: [
      {
        by: "marta",
        when: ago(27, "10:15"),
        text: `The Monday call costs us six hours a week, and for Kenji it is at 23:00. I went through the notes of the last eight:

| What we did | Times | Needed everybody at once |
| --- | --: | :-: |
| Read out where containers are | 8 | no |
| Said what each of us does this week | 8 | no |
| Decided something | 3 | once |
| Talked about something that was stuck | 2 | yes |

My proposal: each of us writes three lines in a thread by Monday evening, *our own* Monday evening. We call when something is stuck, with those it concerns.`,
      },
      { by: "kenji", when: ago(26, "01:40"), text: "For. I will not miss the 23:00. I would miss hearing voices, though: could one call a month stay, with no agenda?", reactions: { "❤️": ["elina", "wanjiku", "marta"] } },
      { by: "elina", when: ago(26, "07:05"), text: "For, with one worry: roasters ask me on Monday morning where their coffee is. I need the container lines *before* 09:00 in Helsinki, so on Friday rather than on Monday." },
      {
        by: "priya",
        when: ago(26, "14:20"),
        text: "The containers I can take off your hands altogether: the carrier's feed has all positions, and the order page can show them from Friday on. Nobody has to type them.",
        reactions: { "🙌": ["elina", "marta"] },
      },
      { by: "wanjiku", when: ago(25, "05:50"), text: "For." },
      {
        by: "marta",
        when: ago(24, "09:30"),
        closes: true,
        text: `Decided, beginning next week:

1. The Monday call ends. Three lines from each of us in a thread, by our own Monday evening.
2. Positions of containers come from the carrier's feed, on the order's page (Priya, by Friday).
3. One call a month without an agenda, at a time that moves around the globe. The first one suits Osaka.

We look at it again in three months.`,
        acknowledged: ["elina", "kenji", "priya", "wanjiku"],
      },
    ],
  },
  {
    title: "The lab while I'm away: who does what",
    place: { channel: "Company" },
    unread: { elina: 1, priya: 1 },
    words: [
      {
        by: "kenji",
        when: ago(3, "02:15"),
        text: `I'm off until the end of next week, and not reading. What could come up:

- **Arrival samples**: Mika at the Rotterdam lab roasts and cups them, our protocol, same form. She has the keys to the green store.
- **Pre-shipment samples**: they wait, except for Huila, which @wanjiku decides from the scores in its thread.
- **The moisture meter** reads 0.3 high since Tuesday. Take that off until the calibration weights are here.

If two samples of one lot differ by more than 1.5 points: cup a third one, don't average.`,
        acknowledged: ["wanjiku", "marta"],
      },
      { by: "wanjiku", when: ago(3, "06:40"), text: "Taken over. Enjoy the mountains." },
      { by: "marta", when: ago(1, "16:05"), text: "The calibration weights came today. @elina, Mika will need somebody to sign for the meter in Rotterdam: could that be you on Thursday, when you are there anyway?" },
    ],
  },
  {
    title: "Where should the second cupping table stand?",
    place: { channel: "Company" },
    context: [
      {
        by: "marta",
        when: ago(6, "15:00"),
        text: `Rotterdam or Porto, for a table with eight places, from spring on. **Open:** what the Porto landlord says about the gas line. Decision by the end of the month.`,
      },
    ],
    words: [
      {
        by: "marta",
        when: ago(8, "10:30"),
        text: `Osaka is far for roasters who want to cup with us. Two places come into question:

| | Rotterdam | Porto |
| --- | --- | --- |
| Rent, a month | € 1,150 | € 640 |
| To the warehouse | in the building | 1,800 km |
| Roasters within three hours by train | 41 | 9 |
| Gas for the sample roaster | there | to be laid |

Where would *you* use it?`,
      },
      { by: "elina", when: ago(7, "08:10"), text: "Rotterdam. I'm there every other month, and of my twenty-two roasters seventeen get there by train in a day. A table that nobody visits is an expensive shelf." },
      { by: "wanjiku", when: ago(7, "11:35"), text: "> 1,800 km to the warehouse\n\nThat settles it for me. The point of the table is to cup what has just arrived." },
      { by: "priya", when: ago(6, "18:45"), text: "No opinion on the place, but a request: a fixed address for samples, whichever it is. The labels have had three this year." },
    ],
  },
];

export const peopleStories: Story[] = [
  {
    title: "Your question about the four-day week",
    place: { people: ["marta", "elina"] },
    unread: { elina: 1 },
    words: [
      {
        by: "elina",
        when: ago(5, "12:20"),
        text: "Before I raise it with everyone: would a four-day week work for my part, from spring? Priya's works well. Roasters write on all five days, though, and I don't want to hand my Fridays to you.",
      },
      {
        by: "marta",
        when: minutes(140),
        text: `In short: yes, let's try it for a quarter.

What I'd want to see first is how many Friday mails could not have waited until Monday. Could you mark them for three weeks? My guess is five. If it's twenty, we think again; if it's five, I'll take them gladly.`,
      },
    ],
  },
];
