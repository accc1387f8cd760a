export { type MeanwhileClient, createMeanwhileClient } from "./client.ts";
export type { CallOptions, ClientOptions, ClientUser } from "./transport.ts";
export type { StreamItem, StreamStatus, SubscribeOptions } from "./subscribe.ts";
export type { MutationCall, MutationInput, MutationOutput, Operation, OperationError, OperationStatus } from "./operation.ts";
export { type AddOptions, type Outbox, type OutboxOptions, createOutbox } from "./outbox.ts";
export { type Drafts, type DraftsOptions, createDrafts } from "./drafts.ts";
export { type Persistence, type Tabs, memoryPersistence } from "./persistence.ts";
export type { Delay, Now, Random } from "./ports.ts";
