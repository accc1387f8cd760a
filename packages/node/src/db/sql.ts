/** A statement with its values apart. Made by {@link sql}; never put together from text that came from outside. */
export class Sql {
  readonly text: string;
  readonly values: readonly unknown[];

  constructor(text: string, values: readonly unknown[]) {
    this.text = text;
    this.values = values;
  }
}

/**
 * A statement: every `${value}` becomes a parameter, every nested {@link Sql} is spliced in with its parameters renumbered.
 *
 * @example
 * const mine = sql`author_id = ${actor.id}`;
 * await db.query(sql`select id from meanwhile.threads where workspace = ${actor.workspace} and ${mine}`);
 */
export function sql(parts: TemplateStringsArray, ...inputs: unknown[]): Sql {
  let text = parts[0]!;
  const values: unknown[] = [];
  inputs.forEach((input, i) => {
    if (input instanceof Sql) {
      const offset = values.length;
      text += input.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + offset}`);
      values.push(...input.values);
    } else {
      values.push(input);
      text += `$${values.length}`;
    }
    text += parts[i + 1]!;
  });
  return new Sql(text, values);
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
