export { systemZones, tzifZones, type TzifZonesOptions } from "./time.files.ts";
