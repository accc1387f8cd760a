"use client";
import { useEffect, useState } from "react";

/** What was typed, once the typing pauses: not every letter is worth asking for. */
export function useTyped(text: string, pauseMs = 120): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);
  return settled;
}
