/** A statement with its values apart. Made by {@link sql}; never put together from text that came from outside. */
export class Sql {
  readonly values: readonly unknown[];
  /** The text between the values; nothing where it came with their numbers in it, which can be asked but not be part of another. */
  readonly parts: readonly string[] | undefined;
  #text: string | undefined;

  constructor(text: string | readonly string[], values: readonly unknown[]) {
    this.values = values;
    this.parts = typeof text !== "string" ? text : values.length === 0 ? [text] : undefined;
    this.#text = typeof text === "string" ? text : undefined;
  }

  /** With `$1`, `$2` … for the values. */
  get text(): string {
    return (this.#text ??= this.parts!.reduce((text, part, i) => `${text}$${i}${part}`));
  }
}

/**
 * A statement: every `${value}` becomes a parameter, every nested {@link Sql} is spliced in with its parameters renumbered.
 *
 * @example
 * const mine = sql`author_id = ${actor.id}`;
 * await db.query(sql`select id from meanwhile.threads where workspace = ${actor.workspace} and ${mine}`);
 */
export function sql(strings: TemplateStringsArray, ...inputs: unknown[]): Sql {
  // Numbers are given when the whole is written out, not anew by each statement that another is a part of.
  const parts = [strings[0]!];
  const values: unknown[] = [];
  inputs.forEach((input, i) => {
    const after = strings[i + 1]!;
    if (input instanceof Sql) {
      if (!input.parts) throw new TypeError("A statement with numbers in its text cannot be part of another.");
      const [first, ...more] = input.parts;
      parts[parts.length - 1] += first!;
      parts.push(...more);
      parts[parts.length - 1] += after;
      values.push(...input.values);
    } else {
      values.push(input);
      parts.push(after);
    }
  });
  return new Sql(parts, values);
}

/**
 * A whole number in the text itself. For LIMIT: as a parameter, PostgreSQL would have to guess it when it makes the plan that it keeps for
 * a prepared statement, and guesses a tenth of all rows.
 */
export function literal(number: number): Sql {
  if (!Number.isSafeInteger(number)) throw new TypeError(`${number} is not a whole number.`);
  return new Sql(String(number), []);
}

/** Fragments with `separator` between them; `empty` when there are none. */
export function join(fragments: readonly Sql[], separator: " and " | " or " | ", ", empty: Sql = sql`true`): Sql {
  if (fragments.length === 0) return empty;
  return fragments.reduce((all, one) => {
    const glue = new Sql(separator, []);
    return sql`${all}${glue}${one}`;
  });
}
