/** Where the server says what its operator should know. `fields` are facts about the message: ids, counts, codes; never a secret or a body. */
export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** To the console, without `debug`. */
export const consoleLogger: Logger = {
  debug: () => {},
  info: (message, fields) => console.info(...line(message, fields)),
  warn: (message, fields) => console.warn(...line(message, fields)),
  error: (message, fields) => console.error(...line(message, fields)),
};

/** To nowhere. */
export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function line(message: string, fields: Record<string, unknown> | undefined): unknown[] {
  return fields === undefined ? [`[meanwhile] ${message}`] : [`[meanwhile] ${message}`, fields];
}
