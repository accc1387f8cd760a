/** A place that a function under test enters and waits in until it is let out. */
export interface Gate {
  pass(): Promise<void>;
  /** Resolves when somebody is inside. */
  readonly entered: Promise<void>;
  /** Lets out who is inside, and whoever comes later. */
  open(): void;
  calls(): number;
}

export function gate(): Gate {
  let enter!: () => void;
  let open!: () => void;
  let calls = 0;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    pass() {
      calls++;
      enter();
      return opened;
    },
    entered,
    open,
    calls: () => calls,
  };
}

/** What a function under test puts in, in order. */
export interface Mailbox<T> {
  put(item: T): void;
  all(): T[];
  /** Waits until there are so many, and answers with all. `nudge` is called over and over until then. */
  take(count: number, nudge?: () => void): Promise<T[]>;
}

export function mailbox<T>(): Mailbox<T> {
  const items: T[] = [];
  let wake: (() => void) | undefined;
  return {
    put(item) {
      items.push(item);
      wake?.();
    },
    all: () => [...items],
    async take(count, nudge) {
      while (items.length < count) {
        const arrived = new Promise<void>((resolve) => (wake = resolve));
        nudge?.();
        await (nudge ? Promise.race([arrived, new Promise((resolve) => setImmediate(resolve))]) : arrived);
      }
      return [...items];
    },
  };
}
