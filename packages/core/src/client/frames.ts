/** One server-sent event. */
export interface Frame {
  id: string | undefined;
  event: string;
  data: string;
}

/**
 * Reads server-sent events from text that may be cut anywhere, as the HTML standard §9.2.6 says: lines end in LF, CR or CRLF, an empty
 * line ends a frame, several `data` lines are joined, a line that starts with a colon is a comment. A frame without data is dropped.
 *
 * @returns gives back the frames that each piece of text completed
 */
export function frameReader(): (text: string) => Frame[] {
  let held = "";
  let id: string | undefined;
  let event = "";
  let data: string[] = [];

  return (text) => {
    const frames: Frame[] = [];
    held += text;
    // A CR at the very end may be half of a CRLF: it waits for what follows.
    const lines = held.split(/\r\n|\n|\r(?!$)/);
    held = lines.pop()!;
    for (const raw of lines) {
      const line = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
      if (line === "") {
        if (data.length > 0) frames.push({ id, event: event || "message", data: data.join("\n") });
        id = undefined;
        event = "";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
      if (field === "data") data.push(value);
      else if (field === "event") event = value;
      else if (field === "id") id = value;
    }
    return frames;
  };
}
