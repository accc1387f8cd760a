/**
 * A value as PostgreSQL reads it in text form. Both drivers send this, so that a statement means the same on both.
 * `undefined` is null, a `Date` is an instant, a `Uint8Array` is `bytea`, an array is an SQL array, any other object is JSON.
 * An array that should be JSON goes in as `JSON.stringify(array)`.
 */
export function toParameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return toArrayLiteral(value);
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  throw new TypeError(`A ${typeof value} cannot be a parameter of a statement.`);
}

function toArrayLiteral(items: readonly unknown[]): string {
  return `{${items.map((item) => (Array.isArray(item) ? toArrayLiteral(item) : toElement(item))).join(",")}}`;
}

function toElement(item: unknown): string {
  const text = toParameter(item);
  return text === null ? "NULL" : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function toHex(bytes: Uint8Array): string {
  let hex = "\\x";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}
