import { ago, type Story } from "./story.ts";

export const softwareStories: Story[] = [
  {
    title: "A read-only link for roasters",
    place: { channel: "Software" },
    unread: { elina: 1 },
    context: [
      {
        by: "priya",
        when: ago(4, "19:00"),
        text: `**Goal:** a roaster sees where their coffee is without writing to Elina.

- [x] page with status, papers and the lot's cupping form
- [x] link expires, and can be taken back
- [ ] German and Finnish
- [ ] try it with two roasters: Northlight, Hollow Oak

No account, no password, nothing to install.`,
      },
    ],
    words: [
      {
        by: "priya",
        when: ago(16, "15:00"),
        text: `Of Elina's mails last month, 118 asked *where is my coffee?* All the answers stand on the order's page already. I'd give each order a link that shows that page, without prices, to whoever has it.

What must **not** be on it?`,
      },
      { by: "elina", when: ago(15, "07:30"), text: "Prices, other roasters' names, and our notes. Everything else they may see; I'd tell them anyway. Please put the **expected day** on top, large: it's the only thing they look for.", reactions: { "👍": ["priya", "marta"] } },
      { by: "marta", when: ago(15, "11:00"), text: "And a way to take a link back, for the day somebody forwards it to half of Leeds." },
      { by: "priya", when: ago(4, "18:50"), text: "Ready to try. Links expire after the delivery plus 30 days, and *Take back* is on the order's page. @elina, which two roasters shall we ask first?" },
    ],
  },
  {
    title: "Release notes go to the wrong contact",
    place: { channel: "Software" },
    words: [
      { by: "elina", when: ago(23, "08:20"), text: "Hollow Oak's release note went to their accountant. Twice. Their contact is right on the customer's page." },
      {
        by: "priya",
        when: ago(23, "14:05"),
        text: `Found it. The template took the *first* contact of the company, and since last week the accountant is first by alphabet:

~~~ts
// before
const to = company.contacts[0];
// after
const to = company.contacts.find((contact) => contact.receives.includes("release")) ?? company.contacts[0];
~~~

I also looked who else was hit: only Hollow Oak, four mails.`,
      },
      { by: "elina", when: ago(22, "07:10"), text: "Thank you, also for looking who else. I'll write to them." },
      { by: "priya", when: ago(22, "14:00"), closes: true, text: "Live since 13:55 UTC, with a test for exactly this case.", reactions: { "🎉": ["elina"] } },
    ],
  },
  {
    title: "Bag labels: QR code or Data Matrix?",
    place: { channel: "Software" },
    decision: {
      by: "marta",
      when: ago(23, "09:42"),
      statement: "**Data Matrix** on the bag, for the warehouse; **QR** on the paper tag, for roasters and their phones.",
      alternatives: [{ text: "QR on both", reason: "Six of twenty bags could not be read at all after the journey." }],
    },
    words: [
      { by: "priya", when: ago(30, "16:10"), text: "Jute is a terrible thing to print on. I printed both codes on twenty bags, and asked the warehouse to scan them after the journey. Results next week; bets are welcome." },
      {
        by: "priya",
        when: ago(24, "15:30"),
        text: `The results:

| | QR | Data Matrix |
| --- | --: | --: |
| Read at once | 11 of 20 | 17 of 20 |
| Read at the third try | 14 of 20 | 20 of 20 |
| Smallest size that worked | 40 mm | 28 mm |
| Read by a roaster's phone | all | about half |

Data Matrix on the **bag**, for the warehouse. QR on the **paper tag**, for roasters and their phones.`,
        reactions: { "👍": ["marta", "wanjiku", "kenji"] },
      },
      { by: "marta", when: ago(23, "09:40"), closes: true, text: "So decided. Data Matrix on the bag, QR on the tag. The new stencils go to the stations with the next contract." },
    ],
  },
  {
    title: "Orders API: net weight rounds away from the invoice",
    place: { channel: "Software" },
    words: [
      {
        by: "priya",
        when: ago(7, "17:20"),
        text: `The invoice for FW-2093 says 700.0 kg, the API says 699.9. We round each bag and then add; the invoice adds and then rounds. Both are defensible, having both is not.

I'd follow the invoice: \`round(sum(bags))\`, to 0.1 kg. Does anybody depend on the per-bag numbers?`,
        before: "The invoice for FW-2093 says 700.0 kg, the API says 699.9. I'd follow the invoice.",
      },
      { by: "marta", when: ago(6, "10:15"), text: "The accountant reads the CSV, not the API. But she reads it *to the gram*, so please tell me the day it changes." },
      { by: "priya", when: ago(5, "18:30"), text: "It will be the first of the month, then the change lies between two of her exports." , acknowledged: ["marta"] },
    ],
  },
];

export const pricingStories: Story[] = [
  {
    title: "Nyeri next season: what differential can we bear?",
    place: { channel: "Pricing" },
    unread: { elina: 1 },
    words: [
      {
        by: "wanjiku",
        when: ago(6, "07:00"),
        text: `Gatomboya asks for 18 % more than last season, and two others would pay it. Their reasons are good: fertiliser, and a second harvest that failed. I can hold the lot until the **end of next week**.

At +18 % we sell at € 11.90 or we lose our margin. Will roasters follow?`,
      },
      { by: "elina", when: ago(5, "09:45"), text: "Of the six who bought it, three will at € 11.90, one won't, and two will take half. So I can place about 60 % of last season's volume with certainty." },
      { by: "marta", when: ago(2, "17:10"), text: "Then 60 % it is, at their price, and not the whole lot at a haggled one. @elina, could you get the three to say so in writing before Wanjiku signs?" },
    ],
  },
  {
    title: "Price list: euros per kilogram only",
    place: { channel: "Pricing" },
    words: [
      { by: "elina", when: ago(35, "10:00"), text: "Half of my roasters convert our cents per pound by hand, and every month one of them gets it wrong. Could the list carry euros per kilogram, delivered, and nothing else?" },
      { by: "wanjiku", when: ago(34, "06:30"), text: "At origin everything stays in cents per pound. On the list, by all means." },
      { by: "marta", when: ago(34, "11:20"), closes: true, text: "Agreed. Euros per kilogram, delivered, from the January list on. The conversion stands once, in a footnote, with the day's rate." },
    ],
  },
];

export const roadshowStories: Story[] = [
  {
    title: "Copenhagen, Malmö, Berlin: who brings what",
    place: { channel: "Spring roadshow" },
    words: [
      {
        by: "elina",
        when: ago(62, "09:00"),
        text: `Three evenings, three cities, 25 guests each.

- [x] Kenji: six lots, roasted two days before, 400 g each
- [x] Wanjiku: photographs from the stations, printed, no slides
- [x] Elina: rooms, bowls, spoons, spittoons
- [x] Marta: customs papers for the green samples`,
      },
      { by: "kenji", when: ago(61, "03:00"), text: "Roasted on Tuesday, in Rotterdam at Mika's, so they don't have to fly." },
      { by: "elina", when: ago(50, "12:10"), closes: true, text: "Done: 71 guests, 9 first orders so far. What we learned is in its own thread." },
    ],
  },
  {
    title: "What we'd do differently next spring",
    place: { channel: "Spring roadshow" },
    words: [
      {
        by: "elina",
        when: ago(49, "09:30"),
        text: `While it is fresh:

1. **Two tables of twelve instead of one of 25.** Those at the end never got to the hot cups.
2. Start at 18:00, not at 19:00: people have trains.
3. Fewer lots. Four are remembered, six are not.`,
        reactions: { "👍": ["kenji", "wanjiku", "marta"] },
      },
      { by: "wanjiku", when: ago(48, "06:45"), closes: true, text: "And growers on the phone, live, for ten minutes. In Berlin, Mwangi from Gatomboya talked to a room that had just tasted his coffee. That was the evening." },
    ],
  },
];
