import type { Role } from "../members/members.schema.ts";

/** Who asks. Made by the host's `resolveUser` and our own record of that member. */
export interface Actor {
  workspace: string;
  id: string;
  role: Role;
}

export type Action =
  | "workspace.read"
  | "member.read"
  | "member.update"
  | "member.manage"
  | "group.read"
  | "group.manage"
  | "channel.create"
  | "channel.read"
  | "channel.join"
  | "channel.update"
  | "channel.removeMember"
  | "thread.read"
  | "thread.create"
  | "thread.update"
  | "thread.close"
  | "thread.move"
  | "thread.assign"
  | "subject.manage"
  | "comment.create"
  | "comment.edit"
  | "comment.delete"
  | "comment.react"
  | "decision.make"
  | "decision.change"
  | "proposal.make"
  | "proposal.vote"
  | "proposal.change"
  | "inbox.use"
  | "inbox.markFor"
  | "program.read"
  | "program.create"
  | "program.manage"
  | "program.join"
  | "pairing.use"
  | "pairing.keepApart"
  | "webhook.manage";

/** What is acted upon, as far as permission depends on it. It is asked only of things the actor may see. */
export interface Resource {
  /** Who made it, or whom it is. */
  ownerId?: string;
  /** The actor was let into the channel, subject or private thread by name. */
  joined?: boolean;
  visibility?: "public" | "private";
  archived?: boolean;
}

const everybody = () => true;
const notGuest = (actor: Actor) => actor.role !== "guest";
const workspaceOwner = (actor: Actor) => actor.role === "owner";
const self = (actor: Actor, resource: Resource) => resource.ownerId === actor.id;
const selfOrOwner = (actor: Actor, resource: Resource) => self(actor, resource) || workspaceOwner(actor);
const open = (_: Actor, resource: Resource) => !resource.archived;
const curator = (actor: Actor, resource: Resource) => notGuest(actor) && !resource.archived;

/**
 * The rules, one a line. Seeing comes first and is the database's part (one predicate on spaces, used by every list, count,
 * search and event): a thing the actor may not see is never asked about here, it is "not found".
 */
const RULES: Record<Action, (actor: Actor, resource: Resource) => boolean> = {
  "workspace.read": everybody,
  "member.read": everybody,
  "member.update": selfOrOwner,
  "member.manage": workspaceOwner,
  "group.read": notGuest,
  "group.manage": workspaceOwner,
  "channel.create": notGuest,
  "channel.read": everybody,
  "channel.join": (actor, resource) => notGuest(actor) && (resource.visibility === "public" || resource.joined === true),
  "channel.update": (actor, resource) => notGuest(actor) && (resource.joined === true || workspaceOwner(actor)),
  "channel.removeMember": (actor, resource) => self(actor, resource) || (notGuest(actor) && (resource.joined === true || workspaceOwner(actor))),
  "thread.read": everybody,
  "thread.create": open,
  "thread.update": (actor, resource) => selfOrOwner(actor, resource) && !resource.archived,
  "thread.close": (actor, resource) => (notGuest(actor) || self(actor, resource)) && !resource.archived,
  "thread.move": curator,
  "thread.assign": curator,
  "subject.manage": workspaceOwner,
  "comment.create": open,
  "comment.edit": (actor, resource) => self(actor, resource) && !resource.archived,
  "comment.delete": (actor, resource) => selfOrOwner(actor, resource) && !resource.archived,
  "comment.react": open,
  "decision.make": (actor, resource) => (notGuest(actor) || self(actor, resource)) && !resource.archived,
  "decision.change": (actor, resource) => selfOrOwner(actor, resource) && !resource.archived,
  "proposal.make": (actor, resource) => (notGuest(actor) || self(actor, resource)) && !resource.archived,
  "proposal.vote": open,
  "proposal.change": (actor, resource) => selfOrOwner(actor, resource) && !resource.archived,
  "inbox.use": everybody,
  "inbox.markFor": notGuest,
  "program.read": everybody,
  "program.create": (actor, resource) => notGuest(actor) && (resource.joined === true || workspaceOwner(actor)),
  "program.manage": selfOrOwner,
  "program.join": everybody,
  "pairing.use": everybody,
  "pairing.keepApart": selfOrOwner,
  "webhook.manage": workspaceOwner,
};

/** May this actor do this to that? Pure, and the only place where it is decided. */
export function can(actor: Actor, action: Action, resource: Resource = {}): boolean {
  return RULES[action](actor, resource);
}
