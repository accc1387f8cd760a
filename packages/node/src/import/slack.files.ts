import type { Block } from "@meanwhile/core/body";
import { sizeOf } from "./import.size.ts";
import { linkTo, paragraph, remark, textOf } from "./slack.inline.ts";
import { slackFileSchema } from "./slack.schema.ts";

/** Files as links to where Slack keeps them, with kind and size: who may open them is still up to Slack. */
export function fileBlocks(files: readonly unknown[]): { blocks: Block[]; linked: number } {
  let linked = 0;
  const blocks = files.flatMap((found): Block[] => {
    const { success, data: file } = slackFileSchema.safeParse(found);
    if (!success) return [];
    const name = (file.title || file.name || "").replace(/\s+/g, " ").trim().slice(0, 200) || "File";
    const href = file.permalink ?? file.external_url ?? file.url_private;
    if (href === undefined || file.mode === "tombstone" || file.mode === "hidden_by_limit") {
      return [remark(file.mode === "hidden_by_limit" ? "A file that Slack no longer shows." : name === "File" ? "A file that was deleted." : `A file that was deleted: ${name}`)];
    }
    linked++;
    const about = [file.mimetype, file.size === undefined ? undefined : sizeOf(file.size)].filter((part) => part !== undefined && part !== "");
    return [paragraph(linkTo(href, name), ...(about.length > 0 ? [textOf(` (${about.join(", ")})`)] : []))];
  });
  return { blocks, linked };
}
