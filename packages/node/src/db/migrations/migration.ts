/** One step of the schema. Its number is its place in `MIGRATIONS`; once released it never changes. */
export interface Migration {
  name: string;
  /** True when an older version of this package can no longer work with the database afterwards. */
  breaking: boolean;
  sql: string;
}
