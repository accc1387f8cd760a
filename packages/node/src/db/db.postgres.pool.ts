/** What pg answers, as far as we read it. */
export interface PgResult {
  rows: unknown[];
  command: string;
}

/** The part of a `pg.Client` we use. */
export interface PgClient {
  query(config: { text: string }): Promise<PgResult>;
  on(event: "error" | "end", listener: () => void): unknown;
  off(event: "error", listener: () => void): unknown;
  /** Of pg's own clients; not in its documentation, so maybe not there. */
  readonly connection?: { readonly stream: { cork(): void; uncork(): void } };
}

/** The part of a `pg.Pool` we use. */
export interface PgPool {
  readonly options: object;
  query(config: { text: string }): Promise<PgResult>;
  connect(): Promise<PgClient & { release(broken?: boolean): void }>;
  end(): Promise<void>;
}
