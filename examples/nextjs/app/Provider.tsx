"use client";
import { createMeanwhileClient } from "@meanwhile/core";
import { MeanwhileProvider } from "@meanwhile/react";
import type { ReactNode } from "react";

const client = createMeanwhileClient({ baseUrl: "/api/meanwhile" });

export function Provider({ children }: { children: ReactNode }) {
  return <MeanwhileProvider client={client}>{children}</MeanwhileProvider>;
}
