import type { Order, OrderStep, Person } from "../shared.ts";

const DAY_MS = 86_400_000;

type Step = [what: string, day: number];
type Draft = Omit<Order, "steps"> & { steps: Step[] };

/** Days are counted from today: what lies behind is done. */
const drafts: readonly Draft[] = [
  {
    id: "FW-2111",
    roaster: "Atelier Noisette",
    city: "Lyon",
    origin: "Kayanza, Burundi",
    status: "Sample approval",
    ownerId: "elina",
    lines: [{ lot: "Kayanza Gahahe, washed", bags: 20, kilograms: 60, price: 8.9 }],
    steps: [["Sample sent", -4], ["Sample approved", 6], ["Shipped", 30], ["Delivered", 70]],
    note: "They roast on Thursdays: an answer on a Wednesday helps them most.",
  },
  {
    id: "FW-2107",
    roaster: "Northlight Roasters",
    city: "Tampere",
    origin: "Huila, Colombia",
    status: "On the water",
    ownerId: "elina",
    lines: [
      { lot: "La Estrella, washed, pink bourbon", bags: 12, kilograms: 70, price: 11.4 },
      { lot: "La Estrella, washed, caturra", bags: 28, kilograms: 70, price: 8.15 },
    ],
    steps: [["Sample approved", -41], ["Milled and bagged", -23], ["Left Cartagena", -9], ["Hamburg", 8], ["Delivered", 16]],
    note: "Loading dock takes euro pallets only, until 14:00.",
  },
  {
    id: "FW-2101",
    roaster: "Hollow Oak Coffee",
    city: "Leeds",
    origin: "Yirgacheffe, Ethiopia",
    status: "Booked",
    ownerId: "elina",
    lines: [{ lot: "Aricha, natural, grade 1", bags: 30, kilograms: 60, price: 9.3 }],
    steps: [["Sample approved", -12], ["Container booked", -3], ["Leaves Djibouti", 13], ["Felixstowe", 41], ["Delivered", 47]],
    note: "First order from them. Send the cupping form with the invoice.",
  },
  {
    id: "FW-2098",
    roaster: "Kaffe Bro",
    city: "Malmö",
    origin: "Nyeri, Kenya",
    status: "Quality check",
    ownerId: "wanjiku",
    lines: [{ lot: "Gatomboya AB, washed", bags: 25, kilograms: 60, price: 10.2 }],
    steps: [["Left Mombasa", -38], ["Rotterdam", -6], ["Arrival sample cupped", 2], ["Delivered", 7]],
    note: "Two liners arrived torn. See the discussion before releasing anything.",
  },
  {
    id: "FW-2093",
    roaster: "Miolo",
    city: "Porto",
    origin: "Huila, Colombia",
    status: "Delivered",
    ownerId: "marta",
    lines: [{ lot: "La Estrella, washed, caturra", bags: 10, kilograms: 70, price: 7.95 }],
    steps: [["Left Cartagena", -58], ["Leixões", -33], ["Delivered", -29]],
    note: "",
  },
  {
    id: "FW-2085",
    roaster: "Kurokawa Coffee",
    city: "Kyoto",
    origin: "Nyeri, Kenya",
    status: "Delivered",
    ownerId: "kenji",
    lines: [{ lot: "Gatomboya PB, washed", bags: 8, kilograms: 60, price: 11.8 }],
    steps: [["Left Mombasa", -77], ["Kobe", -49], ["Delivered", -44]],
    note: "Cupping notes in Japanese and English.",
  },
];

/** What a guest of ours may see: the orders their own coffee is in. */
export const guestOrders: Readonly<Record<string, readonly string[]>> = { tomas: ["FW-2107"] };

/** Fernway's orders as `person` may see them, the next ones to act on first. */
export function ordersFor(person: Person, now: number): Order[] {
  const seen = person.role === "guest" ? drafts.filter(({ id }) => guestOrders[person.id]?.includes(id)) : drafts;
  return seen.map(({ steps, ...order }) => ({ ...order, steps: steps.map((step) => toStep(step, now)) }));
}

function toStep([what, day]: Step, now: number): OrderStep {
  return { what, on: new Date(now + day * DAY_MS).toISOString().slice(0, 10), done: day < 0 };
}
