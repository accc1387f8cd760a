import { useContext } from "react";
import { MeanwhileContext, type MeanwhileContextValue } from "./context.ts";

export interface ReadOptions {
  /** False puts off asking the server; true unless told. */
  enabled?: boolean | undefined;
}

/** What the nearest `MeanwhileProvider` was given or made: client, outbox, query options, locale and time zone. */
export function useMeanwhile(): MeanwhileContextValue {
  return within(useContext(MeanwhileContext));
}

/** What a provider gives, which has to be there. */
export function within<Value>(value: Value | null): Value {
  if (value === null) throw new Error("There is no MeanwhileProvider above this component. Wrap the page in <MeanwhileProvider client={client}>.");
  return value;
}
