import { type Line, MAX_QUOTES } from "./mail.lines.ts";

/** What is left of a letter without what was never meant to be read. */
export interface Trimmed {
  lines: Line[];
  /** What an archive put in the place of attachments. */
  attachments: { name: string; bytes: number | null }[];
}

/** Drops signatures, footers of lists, and the armour of PGP around signed text, quoted or not; an original that Outlook put below is quoted. */
export function trimLetter(lines: Line[]): Trimmed {
  const { lines: kept, attachments } = withoutScrubbed(withoutArmour(lines));
  return { lines: withoutSignatures(withoutFooters(quoteOriginal(kept))), attachments };
}

/** Where the lines at this depth or deeper end, from `start` on. */
function endOfRun(lines: readonly Line[], start: number, sameDepth: boolean): number {
  const { depth } = lines[start]!;
  let end = start;
  while (end < lines.length && (sameDepth ? lines[end]!.depth === depth : lines[end]!.depth >= depth)) end++;
  return end;
}

const RULE = /^\s*(?:_{20,}|-{30,}|={30,}|#{20,}|\*{20,})\s*$/;
const LIST = /mailing list|listinfo|unsubscribe|list archive|subscribed to the/i;

/** A rule and, below it, a few lines about the list. */
function withoutFooters(lines: Line[]): Line[] {
  const kept: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (RULE.test(line.text)) {
      const end = endOfRun(lines, i, true);
      const below = lines.slice(i + 1, end).filter(({ text }) => text.trim() !== "");
      const next = below.findIndex(({ text }) => RULE.test(text));
      const about = next < 0 ? below : below.slice(0, next);
      const isFooter = about.length > 0 && about.length <= 6 && about.some(({ text }) => LIST.test(text));
      if (isFooter) {
        i = lines.indexOf(about.at(-1)!, i);
        // The rule that closes it.
        if (next >= 0 && next === about.length && below.length === next + 1) i = end - 1;
        continue;
      }
    }
    kept.push(line);
  }
  return kept;
}

/** From `-- ` to where the quoting changes. Two dashes whose space was lost count where only a few lines follow. */
function withoutSignatures(lines: Line[]): Line[] {
  const kept: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { text } = lines[i]!;
    if (text === "-- " || text === "--") {
      const end = endOfRun(lines, i, true);
      const length = lines.slice(i + 1, end).filter((line) => line.text.trim() !== "").length;
      if (length <= (text === "-- " ? 20 : 8)) {
        i = end - 1;
        continue;
      }
    }
    kept.push(lines[i]!);
  }
  return kept;
}

const ORIGINAL =
  /^\s*-{2,}\s*(?:original message|original appointment|forwarded message.*|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|originalmeddelande|mensagem original|исходное сообщение|原始邮件|原始郵件)\s*-{2,}\s*$/i;

/** What follows “-----Original Message-----” and is not quoted, is quoted. */
function quoteOriginal(lines: Line[]): Line[] {
  const start = lines.findIndex(({ depth, text }, i) => depth < MAX_QUOTES && (ORIGINAL.test(text) || beginsOriginal(lines, i)));
  if (start < 0) return lines;
  const end = endOfRun(lines, start, false);
  const { depth, text: first } = lines[start]!;
  const below = lines.slice(ORIGINAL.test(first) ? start + 1 : start, end);
  const quoted = (below.find((line) => line.text.trim() !== "")?.depth ?? 0) > depth;
  if (quoted) return [...lines.slice(0, start), ...quoteOriginal(lines.slice(start + 1))];
  // Its own head is not the next original.
  const [head, rest] = [below.slice(0, 3), quoteOriginal(below.slice(3))];
  const deeper = [...head, ...rest].map((line) => ({ ...line, depth: line.depth + 1 }));
  return [...lines.slice(0, start), ...deeper, ...lines.slice(end)];
}

/** The head that Outlook puts above an original: from, when, and soon after that the subject. */
function beginsOriginal(lines: readonly Line[], at: number): boolean {
  const [from = "", sent = "", ...more] = lines.slice(at, at + 6).map(({ text }) => text.replace(/\*/g, "").trim());
  if (!/^(?:From|Von|De|Da|Van|Från|Fra|От|发件人) ?: ?\S/.test(from) || !/^(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Inviato|Data|Verzonden|Skickat|Sendt|Отправлено|发送时间) ?: ?\S/.test(sent)) return false;
  return more.some((text) => /^(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne|Emne|Тема|主题) ?:/.test(text));
}

/** Signed text stays, without the lines around it; the signature goes. Keys and encrypted messages stay as they are. */
function withoutArmour(lines: Line[]): Line[] {
  const kept: Line[] = [];
  let signed = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const { text } = line;
    if (text.startsWith("-----BEGIN PGP SIGNED MESSAGE-----")) {
      signed = true;
      while (/^\w+: /.test(lines[i + 1]?.text ?? "")) i++;
    } else if (text.startsWith("-----BEGIN PGP SIGNATURE-----")) {
      const end = lines.findIndex((other, at) => at > i && other.text.startsWith("-----END PGP SIGNATURE-----"));
      if (end < 0) kept.push(line);
      else i = end;
      signed = false;
    } else kept.push(signed && text.startsWith("- ") && /^- (?:-|From )/.test(text) ? { ...line, text: text.slice(2) } : line);
  }
  return kept;
}

/** What Mailman's archives say in the place of attachments. */
function withoutScrubbed(lines: Line[]): Trimmed {
  const kept: Line[] = [];
  const attachments: Trimmed["attachments"] = [];
  for (let i = 0; i < lines.length; i++) {
    const { text } = lines[i]!;
    if (/^-{6,} next part -{6,}$/.test(text)) continue;
    if (!/^(?:A non-text attachment|An HTML attachment|An embedded (?:message|and charset-unspecified text)|A embedded message) was scrubbed\.\.\./.test(text)) {
      kept.push(lines[i]!);
      continue;
    }
    let name = "";
    let bytes: number | null = null;
    while (i + 1 < lines.length && /^(?:\w[\w ]{0,12}\s*:|<\S+>|\s+\S)/.test(lines[i + 1]!.text)) {
      const [, field = "", value = ""] = /^(\w+)\s*:\s*(.*)$/.exec(lines[++i]!.text) ?? [];
      if (field === "Name") name = value === "not available" ? "" : value;
      if (field === "Size") bytes = Number.parseInt(value, 10);
    }
    if (name !== "" && !/^(?:signature\.asc|smime\.p7s)$/i.test(name)) attachments.push({ name, bytes });
  }
  return { lines: kept, attachments };
}
