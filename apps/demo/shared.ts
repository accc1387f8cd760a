// What Fernway's server and pages say to each other.

/** Somebody who can sign in. */
export interface Person {
  id: string;
  name: string;
  /** What they do at Fernway. */
  work: string;
  place: string;
  /** An IANA zone. */
  timeZone: string;
  role: "owner" | "member" | "guest";
}

export type OrderStatus = "Sample approval" | "Booked" | "On the water" | "Quality check" | "Delivered";

export interface OrderLine {
  lot: string;
  bags: number;
  /** What one bag weighs, in kilograms. */
  kilograms: number;
  /** Euros for a kilogram, delivered. */
  price: number;
}

export interface OrderStep {
  what: string;
  /** A local date, `YYYY-MM-DD`; the day it happened, or is planned for. */
  on: string;
  done: boolean;
}

export interface Order {
  id: string;
  roaster: string;
  city: string;
  origin: string;
  status: OrderStatus;
  /** The member who looks after it. */
  ownerId: string;
  lines: OrderLine[];
  steps: OrderStep[];
  note: string;
}

export interface Session {
  person: Person | null;
  /** Who can sign in here; it is a demo, so everybody may see that. */
  people: Person[];
}

/** The clock of the meetups, in milliseconds, and the program that runs on it. */
export interface MeetupsClock {
  now: number;
  programId: string;
}
