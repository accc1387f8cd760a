import { ago, minutes, type Story } from "./story.ts";

export const shippingStories: Story[] = [
  {
    title: "Phytosanitary certificate: which address goes on it?",
    place: { channel: "Shipping" },
    unread: { elina: 1, marta: 1 },
    words: [
      {
        by: "tomas",
        when: ago(2, "13:30"),
        text: "The plant office in Neiva asks for the address of *final delivery* this time, not of the importer. For lot 3 that would be Tampere. Is this correct, or should it be your warehouse in Hamburg? They correct nothing after the stamp.",
      },
      { by: "marta", when: ago(2, "15:10"), text: "Please put the **importer**: Fernway, Lisbon, with *in transit to Hamburg*. If the roaster's address is on it, we can't sell the rest of the container to anyone else." },
      { by: "tomas", when: ago(1, "20:05"), text: "Thank you, done. The clerk accepted it with a letter. I attach the number here so that all of us have it: `ICA-41-07733`." },
      { by: "tomas", when: minutes(205), text: "One more: they now want the letter **for each lot**, not once a season. Can I sign it for Fernway, or does it need @marta's signature?" },
    ],
  },
  {
    title: "Huila container: Hamburg or Antwerp?",
    place: { channel: "Shipping" },
    decision: {
      by: "elina",
      when: ago(17, "11:42"),
      statement: "The Huila container goes through **Hamburg**.",
      alternatives: [{ text: "Antwerp", reason: "Four days less at sea, but more on the road, and € 470 dearer. Its cooled store does not matter for a lot that goes straight on." }],
    },
    context: [{ by: "elina", when: ago(17, "12:00"), text: "Decided for **Hamburg**: four days more at sea, five days less on the road, and the customs agent knows us." }],
    words: [
      {
        by: "elina",
        when: ago(19, "08:45"),
        text: `Same vessel, two ports. For Northlight in Tampere:

| | Hamburg | Antwerp |
| --- | --: | --: |
| At sea | 21 days | 17 days |
| Customs, usually | 2 days | 4 days |
| On to Tampere | 3 days | 6 days |
| Together | **26 days** | **27 days** |
| Cost | € 2,140 | € 2,610 |

I see nothing that speaks for Antwerp. Am I missing something?`,
      },
      { by: "marta", when: ago(18, "09:20"), text: "Only that Antwerp has room in the cooled store until June, and Hamburg doesn't. For a lot that goes straight on to Tampere, that doesn't matter." },
      { by: "tomas", when: ago(18, "14:00"), text: "From our side both are the same. I need to know before **Friday noon in Neiva**, for the bill of lading." },
      { by: "elina", when: ago(17, "11:40"), closes: true, text: "**Hamburg.** Tomás, please go ahead with the bill of lading.", acknowledged: ["tomas", "marta"] },
    ],
  },
  {
    title: "Rotterdam releases: the cut-off is now 11:00",
    place: { channel: "Shipping" },
    pinnedBy: "elina",
    words: [
      {
        by: "elina",
        when: ago(11, "13:20"),
        text: `The warehouse has moved its cut-off: a release that reaches them **by 11:00** their time leaves the same day, a later one the day after. It was 15:00 until now.

For us that means: release in the evening, for the next morning. From Toronto and Osaka that is the comfortable time anyway.`,
        acknowledged: ["priya", "marta", "wanjiku", "kenji"],
      },
      { by: "priya", when: ago(11, "16:30"), text: "The order page says *leaves today* until 15:00. I'll change it to 11:00 in the warehouse's own zone, so that it's right for all of us.", reactions: { "🙏": ["elina"] } },
    ],
  },
  {
    title: "Liners for lots under ten bags",
    place: { channel: "Shipping" },
    words: [
      {
        by: "wanjiku",
        when: ago(14, "10:10"),
        text: "Hermetic liners cost € 3.10 apiece, and for the micro-lots we throw a third of them away, because the stations open them for one more sample. Is there anything between *sealed for good* and *jute alone*?",
      },
      { by: "tomas", when: ago(14, "18:20"), text: "We use liners with a zip for the samples' bags. They are not for the sea. For the sea we take the sealed ones, and a **separate** half kilo outside for whoever wants to try again. Nobody opens a bag since then." },
      { by: "wanjiku", when: ago(13, "05:55"), text: "A half kilo outside. Of course. That costs nothing. I'll have it in the contract with the stations from this harvest on.", reactions: { "💡": ["elina", "kenji"], "👏": ["tomas", "marta"] } },
    ],
  },
];

export const orderStories: Story[] = [
  {
    title: "Can it come in two deliveries?",
    place: { subject: { type: "order", id: "FW-2107" } },
    unread: { elina: 1 },
    context: [
      {
        by: "elina",
        when: ago(1, "09:05"),
        text: "The **12 bags of pink bourbon** go on at once, the caturra four weeks later; we share the second truck (€ 310). Open: the day the free storage ends.",
      },
    ],
    words: [
      { by: "elina", when: ago(3, "08:30"), text: "Northlight have room for twelve bags only until their new store is ready. Could the pink bourbon go on from Hamburg at once, and the caturra four weeks later?" },
      { by: "marta", when: ago(2, "10:05"), text: "Yes. Storage is free for 30 days, so mind the four weeks. The second truck is € 310; on an order of this size I would offer to share it." },
      { by: "tomas", when: ago(2, "14:40"), text: "For the papers this makes no difference, it is one container until Hamburg. The bags are marked by lot: pink bourbon **3-A** with a red thread, caturra **3-B** with a blue one." },
      { by: "elina", when: ago(1, "08:50"), text: "Half each: they agreed on the phone. I'll put it on the invoice as its own line." },
      { by: "tomas", when: minutes(95), text: "One thing from our forwarder: Hamburg counts the free days from arrival, not from release. The exact day stands in the arrival notice." },
    ],
  },
  {
    title: "Two torn liners: what is with the rest of the lot?",
    place: { subject: { type: "order", id: "FW-2098" } },
    unread: { elina: 2 },
    words: [
      {
        by: "wanjiku",
        when: ago(4, "11:30"),
        text: `The warehouse found two bags with torn liners on arrival (numbers 7 and 19). Set aside: 120 kg. Before we release the other 23:

- [x] photographs of both bags
- [x] moisture of all 25, by the bag
- [ ] arrival sample, cupped from bags 7, 19 and five others
- [ ] a note to the insurer, within seven days of arrival`,
      },
      { by: "priya", when: ago(3, "15:50"), text: "Moisture came in by the feed. 23 bags read between 10.4 and 10.9. Bag 7 reads 12.1, bag 19 reads 11.8." },
      { by: "wanjiku", when: ago(1, "06:20"), text: "Then it's those two and nothing else. I'd release the 23 as soon as the arrival sample is cupped. @elina, would Kaffe Bro take 23 bags now? The missing two we can replace from lot 5, same station, same week." },
      { by: "priya", when: minutes(170), text: "Bags 7 and 19 are blocked in the feed now, so that nobody releases them by mistake. The note to the insurer is out as well, with the photographs: **RT-118-22**." },
    ],
  },
  {
    title: "Which label language does the customs office in Leeds want?",
    place: { subject: { type: "order", id: "FW-2101" } },
    words: [
      { by: "elina", when: ago(10, "09:00"), text: "First shipment to Britain since the new form. Does the bag label need the grower's address, or is the station enough?" },
      { by: "wanjiku", when: ago(9, "07:10"), closes: true, text: "The station is enough: *Aricha, Yirgacheffe, Ethiopia*, plus the lot number. I asked the agent in Felixstowe, in writing. Her answer is with the papers." },
    ],
  },
];
