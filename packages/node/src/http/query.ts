import * as z from "zod";

type Read = (values: string[]) => unknown;

/**
 * A reader of query strings for a schema: text becomes what the schema expects (`limit=40` a number, `unread=true` a boolean, a
 * repeated key a list). What cannot become it stays text, for the schema to refuse.
 */
export function queryReader(schema: z.ZodObject | undefined): (search: URLSearchParams) => Record<string, unknown> {
  const readers = new Map<string, Read>(Object.entries(schema?.shape ?? {}).map(([key, field]) => [key, readerFor(field as z.ZodType)]));
  return (search) => {
    const query: Record<string, unknown> = {};
    for (const [key, read] of readers) {
      const values = search.getAll(key);
      if (values.length > 0) query[key] = read(values);
    }
    return query;
  };
}

function readerFor(field: z.ZodType): Read {
  const kind = unwrap(field);
  if (kind instanceof z.ZodArray) return (values) => values;
  const single = (read: (value: string) => unknown): Read => (values) => (values.length === 1 ? read(values[0]!) : values);
  if (kind instanceof z.ZodNumber) return single((value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value));
  if (kind instanceof z.ZodBoolean) return single((value) => (value === "true" ? true : value === "false" ? false : value));
  return single((value) => value);
}

function unwrap(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? unwrap(field.unwrap() as z.ZodType) : field;
}
