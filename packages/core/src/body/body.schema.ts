import { z } from "zod";
import type { Block, Body } from "./body.ts";
import { safeHref } from "./body.href.ts";
import { BODY_LIMITS } from "./body.limits.ts";

const text = z.object({
  type: z.literal("text"),
  text: z.string().min(1),
  marks: z.array(z.enum(["bold", "code", "italic", "strike"])),
});
const lineBreak = z.object({ type: z.literal("break") });
const inline = z.discriminatedUnion("type", [
  text,
  z.object({
    type: z.literal("link"),
    href: z.string().refine((href) => safeHref(href) === href, "not a target a link may have"),
    content: z.array(z.discriminatedUnion("type", [text, lineBreak])).min(1),
  }),
  z.object({ type: z.literal("mention"), kind: z.enum(["user", "group"]), id: z.string().min(1), label: z.string().min(1) }),
  lineBreak,
]);
const inlines = z.array(inline);

const block: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("paragraph"), content: inlines }),
    z.object({ type: z.literal("heading"), level: z.literal([1, 2, 3]), content: inlines }),
    z.object({
      type: z.literal("list"),
      ordered: z.boolean(),
      start: z.int().min(0).max(999_999_999),
      items: z.array(z.object({ checked: z.boolean().nullable(), content: z.array(block) })),
    }),
    z.object({ type: z.literal("quote"), content: z.array(block) }),
    z.object({ type: z.literal("code"), language: z.string().nullable(), text: z.string() }),
    z.object({ type: z.literal("divider") }),
    z.object({
      type: z.literal("table"),
      align: z.array(z.enum(["left", "right", "center"]).nullable()),
      head: z.array(inlines),
      rows: z.array(z.array(inlines)),
    }),
  ]),
).meta({ id: "Block" });

const shape: z.ZodType<Body> = z.object({ version: z.literal(1), content: z.array(block) }).meta({ id: "Body" });

/** A {@link Body} from outside. Its depth is looked at before all else, so that no tree can exhaust the stack. */
export const bodySchema = z
  .unknown()
  .refine(isShallow, { message: `blocks are nested deeper than ${BODY_LIMITS.depth} levels`, abort: true })
  .pipe(shape);

/** Inline nodes add two levels to those of their block. */
function isShallow(value: unknown): boolean {
  const pending: [value: unknown, depth: number][] = [[value, 0]];
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [node, depth] = entry;
    if (depth > BODY_LIMITS.depth + 2) return false;
    if (typeof node !== "object" || node === null) continue;
    if ("content" in node && Array.isArray(node.content)) for (const child of node.content) pending.push([child, depth + 1]);
    if ("items" in node && Array.isArray(node.items)) for (const item of node.items) pending.push([item, depth]);
  }
  return true;
}
