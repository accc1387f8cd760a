export type Parser = (text: string) => unknown;

/**
 * How a column's text becomes a value, by the type's object id. Both drivers use this table and nothing else,
 * so that a row has one shape on every engine. A type that isn't here stays text.
 */
export const parsers: Readonly<Record<number, Parser>> = withArrays([
  [16, 1000, (text) => text === "t"], // bool
  [17, 1001, bytes], // bytea
  [18, 1002, same], // "char"
  [19, 1003, same], // name
  [20, 1016, Number], // int8
  [21, 1005, Number], // int2
  [23, 1007, Number], // int4
  [25, 1009, same], // text
  [26, 1028, Number], // oid
  [114, 199, JSON.parse as Parser], // json
  [700, 1021, Number], // float4
  [701, 1022, Number], // float8
  [1042, 1014, same], // char
  [1043, 1015, same], // varchar
  [1082, 1182, same], // date
  [1083, 1183, same], // time
  [1114, 1115, same], // timestamp
  [1184, 1185, instant], // timestamptz
  [1186, 1187, same], // interval
  [1700, 1231, Number], // numeric
  [2950, 2951, same], // uuid
  [3614, 3643, same], // tsvector
  [3802, 3807, JSON.parse as Parser], // jsonb
]);

function withArrays(types: [element: number, array: number, parse: Parser][]): Record<number, Parser> {
  const all: Record<number, Parser> = {};
  for (const [element, array, parse] of types) {
    all[element] = parse;
    all[array] = (text) => list(text, parse);
  }
  return all;
}

function same(text: string): string {
  return text;
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 - 1 }, (_, i) => Number.parseInt(text.slice(2 + i * 2, 4 + i * 2), 16));
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/** Whatever the session's time zone: the offset is in the text. Infinity, years before Christ and after 9999 stay as they are. */
function instant(text: string): string {
  const match = INSTANT.exec(text);
  if (!match) return text;
  const [, year, month, day, hour, minute, second, fraction = "", sign, h, m = "0", s = "0"] = match;
  const ms = fraction.padEnd(3, "0").slice(0, 3);
  if (h === "00" && m === "0") return `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
  const offset = (Number(h) * 3600 + Number(m) * 60 + Number(s)) * (sign === "-" ? -1000 : 1000);
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return new Date(local - offset).toISOString();
}

const ITEM = /"((?:[^"\\]|\\.)*)"|([^{},"]+)|([{}])/gs;

/** An array's text: `{1,NULL,"a \"quoted\" one",{nested}}`, maybe with its bounds before it: `[0:1]={1,2}`. */
function list(text: string, parse: Parser): unknown[] {
  const stack: unknown[][] = [[]];
  for (const [, quoted, bare, brace] of text.slice(text.indexOf("{")).matchAll(ITEM)) {
    if (brace === "{") {
      const inner: unknown[] = [];
      stack.at(-1)!.push(inner);
      stack.push(inner);
    } else if (brace === "}") stack.pop();
    else if (quoted !== undefined) stack.at(-1)!.push(parse(quoted.replace(/\\(.)/gs, "$1")));
    else stack.at(-1)!.push(bare === "NULL" ? null : parse(bare!));
  }
  return stack[0]![0] as unknown[];
}
