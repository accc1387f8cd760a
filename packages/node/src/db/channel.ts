/** A channel's name goes into a statement as it is; folded names keep both engines in step. */
export function checkChannel(channel: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) throw new TypeError(`"${channel}" is no channel: use lower case letters, digits and _.`);
  return channel;
}
