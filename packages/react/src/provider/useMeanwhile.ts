import { useContext } from "react";
import { MeanwhileContext, type MeanwhileContextValue } from "./context.ts";

export interface ReadOptions {
  /** False puts off asking the server; true unless told. */
  enabled?: boolean | undefined;
}

/** What the nearest `MeanwhileProvider` was given or made: client, outbox, query options, locale and time zone. */
export function useMeanwhile(): MeanwhileContextValue {
  const value = useContext(MeanwhileContext);
  if (!value) throw new Error("There is no MeanwhileProvider above this component. Wrap the page in <MeanwhileProvider client={client}>.");
  return value;
}
