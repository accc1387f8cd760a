/** Where the database layer says what its operator should know. `console` is one. */
export interface DbLogger {
  warn(message: string): void;
}

export const consoleLogger: DbLogger = { warn: (message) => console.warn(message) };
