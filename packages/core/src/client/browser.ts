export { type DeviceStorage, deviceStorage } from "./deviceStorage.ts";

/** For `createOutbox({ online })`: calls back whenever the device comes online. */
export function whenOnline(listener: () => void): () => void {
  globalThis.addEventListener?.("online", listener);
  return () => globalThis.removeEventListener?.("online", listener);
}
