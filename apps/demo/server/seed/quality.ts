import { ago, minutes, type Story } from "./story.ts";

export const qualityStories: Story[] = [
  {
    title: "Huila pre-shipment: approve, or ask for a second milling?",
    place: { channel: "Quality" },
    unread: { elina: 2, marta: 3, priya: 4 },
    context: [
      { by: "kenji", when: ago(5, "03:00"), text: "Cupped once: 86.5. Waiting for the second table." },
      {
        by: "wanjiku",
        when: ago(1, "12:10"),
        text: `- Pre-shipment sample of **La Estrella, lot 3**: 86.75 over two tables; the approved sample was 86.5.
- Screen size is off: 14 % below screen 14, we agreed on at most 5 %.
- A second milling costs four days and about 2 % of the weight. The vessel closes on **Thursday**.
- Leaning towards: ship as it is, with a discount. Elina asks the roaster.`,
      },
    ],
    words: [
      {
        by: "kenji",
        when: ago(5, "02:30"),
        text: `The pre-shipment sample of **La Estrella lot 3** is on the table. The cup is there, the sorting is not:

| | Approved | Pre-shipment |
| --- | --: | --: |
| Cup | 86.5 | 86.5 |
| Moisture | 10.8 % | 10.9 % |
| Water activity | 0.56 | 0.57 |
| Below screen 14 | 4 % | **14 %** |
| Defects in 350 g | 3 | 5 |

Small beans roast faster than the rest of the batch. A careful roaster will notice. Approve, or ask Tomás's mill for a second pass?`,
      },
      {
        by: "wanjiku",
        when: ago(4, "07:15"),
        text: "Second table, five of us, blind between two other Huilas: **87**. Pink grapefruit, panela, a long clean finish. I'd hate to lose that to four more days in a hot warehouse in Cartagena.",
        reactions: { "👀": ["kenji", "elina"] },
      },
      {
        by: "kenji",
        when: ago(4, "09:50"),
        text: `Then the cup is not the question. What a second pass would do:

1. about 2 % of the weight goes, 55 kg or so;
2. four days, and we miss Thursday's vessel; the next one is twelve days later;
3. below screen 14 falls to 3–4 %.

I'm away from tomorrow. @wanjiku, it's yours to decide.`,
        acknowledged: ["wanjiku"],
      },
      {
        by: "wanjiku",
        when: ago(1, "12:05"),
        text: "I lean towards shipping as it is with € 0.25 off the kilogram, *if* the roaster knows beforehand. Nobody likes to find it in the hopper. @elina, would Northlight rather have it twelve days later and sorted, or now and cheaper?",
        reactions: { "👍": ["marta"] },
      },
      {
        by: "marta",
        when: minutes(48),
        text: `> Nobody likes to find it in the hopper.

Agreed. The discount would be about € 490 on the order; a second pass costs us roughly the same in weight. So for once the money doesn't decide it, and Northlight may. We need their answer by **Wednesday 16:00** in Helsinki to make the vessel.`,
      },
    ],
  },
  {
    title: "What counts as a quaker on our report",
    place: { channel: "Quality" },
    words: [
      { by: "elina", when: ago(21, "09:20"), text: "Two roasters asked in the same week why our report says *2 quakers* and their own count says seven. Do we count after the roast, by colour only, or by taste?" },
      {
        by: "kenji",
        when: ago(20, "02:05"),
        text: "After the roast, in 100 g, by colour, each doubtful one bitten. They very likely counted 350 g. The protocol says 100 g in the small print; on the report it should stand *beside the number*.",
        reactions: { "💡": ["elina", "priya"] },
      },
      { by: "priya", when: ago(20, "15:10"), text: "I can print `2 in 100 g` instead of `2`. It's one line in the template." },
      { by: "kenji", when: ago(19, "01:20"), closes: true, text: "Decided: the count is in **100 g of roasted coffee**, by colour, doubtful ones bitten, and the report says so beside the number. Priya has changed the template; reports from today on carry it.", acknowledged: ["elina", "wanjiku"] },
    ],
  },
  {
    title: "Potato taste in Kayanza: what do we tell roasters?",
    place: { channel: "Quality" },
    unread: { elina: 1 },
    words: [
      {
        by: "wanjiku",
        when: ago(9, "08:00"),
        text: `One cup of twenty on the Kayanza table had it: raw potato, unmistakable. That is a normal rate for Burundi in a year with antestia about, and the other nineteen were lovely (87.5). Still, a café that grinds that one bean remembers it.

What do we say *before* they buy?`,
      },
      { by: "kenji", when: ago(8, "03:30"), text: "The number, always. *One cup in twenty* is a fact a roaster can work with; *may contain* is not. And advice: grind each dose by itself, then one bean spoils one cup and not the whole batch brew." },
      {
        by: "elina",
        when: ago(8, "10:15"),
        text: `A draft for the offer sheet:

> We cupped twenty cups of this lot and found potato taste in one. It comes from single beans, harmless and invisible before grinding. Dose by dose, you will meet it about once in twenty brews, and can simply discard that cup. If you find more than that, tell us: we take the bag back.

Too long? I'd rather be thorough here than charming.`,
        reactions: { "👍": ["kenji", "wanjiku", "marta"] },
        before: "A draft for the offer sheet: *This lot may contain the occasional potato cup.* Too short?",
      },
      { by: "wanjiku", when: ago(2, "07:45"), text: "Your text went to Atelier Noisette with the sample. They answered within the hour: *at last somebody who says it*. They want the lot." },
    ],
  },
  {
    title: "Water activity: 0.60 is the new limit",
    place: { channel: "Quality" },
    decision: {
      by: "kenji",
      when: ago(32, "08:22"),
      statement: "From the next harvest on we approve nothing above **0.60** in water activity, whatever the moisture reads.",
      alternatives: [{ text: "0.62, as most of the trade has it", reason: "Nyeri 4 came in at 0.62 and lost four points in five months." }],
      dissent: { by: "wanjiku", text: "It costs us the early Aricha lots. I go along, and would like to see the cups in a year." },
      reviewIn: 330,
    },
    words: [
      {
        by: "kenji",
        when: ago(33, "04:10"),
        text: `From the next harvest on we don't approve anything above **0.60** in water activity, whatever the moisture reads. The three lots that faded early last year:

| Lot | Moisture | Water activity | Cup on arrival | Five months later |
| --- | --: | --: | --: | --: |
| Aricha 11 | 10.9 % | 0.63 | 87 | 83.5 |
| Nyeri 4 | 11.2 % | 0.62 | 88 | 84 |
| Huila 9 | 10.6 % | 0.61 | 86.5 | 84 |

Moisture looked fine on all three. Please read this and tick it off, buyers above all.`,
        acknowledged: ["wanjiku", "elina", "marta"],
        reactions: { "📌": ["wanjiku"] },
      },
      { by: "wanjiku", when: ago(32, "06:00"), text: "Understood. It costs us the early Aricha lots, which dry fast on top and slowly inside. I'll tell the station in June, not in December: two more days on the beds, and turned twice." },
      { by: "kenji", when: ago(32, "08:20"), closes: true, text: "In force. The form turns red above 0.60 by itself.", reactions: { "✅": ["priya", "marta"] } },
    ],
  },
  {
    title: "A sample roast for dense, washed lots",
    place: { channel: "Quality" },
    proposal: {
      by: "kenji",
      when: ago(1, "03:10"),
      statement: "The cupping protocol takes the profile with the **longer middle** for washed lots from above 1,900 m, written as temperatures with a range of times. Everything else stays as it is.",
      asked: ["wanjiku", "elina", "marta"],
      agreed: [{ by: "wanjiku", when: ago(1, "07:40"), text: "With the range it works on our slower drum too." }],
    },
    words: [
      {
        by: "kenji",
        when: ago(15, "05:00"),
        text: `With the usual profile, lots from above 1,900 m come out grassy, and we score them too low. This is what I use for them now, 100 g:

~~~text
charge      175 °C
turning      0:55     88 °C
yellow       3:40    150 °C
first crack  7:10    196 °C
drop         8:00    204 °C   loss 12.4 %
~~~

The longer middle makes the difference. Would somebody repeat it on another machine before it goes into the protocol?`,
      },
      { by: "wanjiku", when: ago(13, "09:40"), text: "Repeated in Nairobi on two Nyeri lots, side by side with the old one. Half a point up on both, and the green note is gone. Our drum is slower: I needed 7:30 to first crack.", reactions: { "🎯": ["kenji"] } },
      { by: "kenji", when: ago(12, "02:50"), text: "Good: so it's the shape that counts, not the seconds. I'll write it as temperatures with a range of times." },
    ],
  },
];
