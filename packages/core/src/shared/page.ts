/** A part of a list. `nextCursor` goes into the next call as `cursor`; `null` is the end. A cursor is opaque. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}
