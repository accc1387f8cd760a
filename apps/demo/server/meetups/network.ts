import type { User } from "@meanwhile/node";
import { people, toUser } from "../people.ts";

/** Where the rounds of meetups happen: apart from the rest, since its clock is not the world's. */
const WORKSPACE = "fernway-meetups";

export const TEAMS = ["Roasters", "Buying", "Quality", "Shipping", "Software"] as const;

// Six of us, and thirty-four of roasters, exporters and labs that we work with.
const OTHERS = `Aino Laine, Europe/Helsinki, Roasters
Björn Dahl, Europe/Stockholm, Roasters
Claire Moreau, Europe/Paris, Roasters
Dario Conti, Europe/Rome, Roasters
Emma de Vries, Europe/Amsterdam, Roasters
Fiona Gallagher, Europe/Dublin, Roasters
Hana Novotná, Europe/Prague, Roasters
Jonas Weber, Europe/Berlin, Roasters
Abebe Tadesse, Africa/Addis_Ababa, Buying
Beatriz Souza, America/Sao_Paulo, Buying
Carlos Peña, America/Bogota, Buying
Diego Ramos, America/Lima, Buying
Esther Njeri, Africa/Nairobi, Buying
Fernando Cruz, America/Guatemala, Buying
Grace Uwase, Africa/Kigali, Buying
Ayumi Mori, Asia/Tokyo, Quality
Budi Santoso, Asia/Jakarta, Quality
Chloe Nguyen, Asia/Ho_Chi_Minh, Quality
Farid Rahman, Asia/Dubai, Quality
Ines Almeida, Europe/Lisbon, Quality
Kiran Shah, Asia/Kolkata, Quality
Leila Haddad, Europe/Madrid, Shipping
Marek Zieliński, Europe/Warsaw, Shipping
Nadia Osman, Africa/Cairo, Shipping
Oskar Nilsen, Europe/Oslo, Shipping
Pieter Jansen, Europe/Amsterdam, Shipping
Rosa Vidal, Europe/Madrid, Shipping
Sam Okoro, Africa/Lagos, Shipping
Alex Chen, America/Vancouver, Software
Dana Levy, Europe/Athens, Software
Jordan Miller, America/New_York, Software
Luca Ferrari, Europe/Rome, Software
Noa Becker, Europe/Berlin, Software
Yara Costa, America/Toronto, Software`.split("\n");

/** Forty people with a zone and a team each. Whoever can sign in is an owner here, so that any of them may look at all of it. */
export const network: readonly (User & { team: (typeof TEAMS)[number] })[] = [
  ...people.map((person, index) => ({ ...toUser(person), workspace: WORKSPACE, role: "owner" as const, team: TEAMS[index % TEAMS.length]! })),
  ...OTHERS.map((line, index) => {
    const [name, timeZone, team] = line.split(", ") as [string, string, (typeof TEAMS)[number]];
    return { id: `guest-${index + 1}`, workspace: WORKSPACE, name, timeZone, role: "member" as const, team };
  }),
];
