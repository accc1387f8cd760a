export { type MeanwhileClient, createMeanwhileClient } from "./client.ts";
export type { CallOptions, ClientOptions } from "./transport.ts";
export type { StreamItem, StreamStatus, SubscribeOptions } from "./subscribe.ts";
export type { MutationCall, MutationInput, MutationOutput, Operation, OperationError, OperationStatus } from "./operation.ts";
export { type AddOptions, type Outbox, type OutboxOptions, createOutbox } from "./outbox.ts";
export { type Persistence, memoryPersistence } from "./persistence.ts";
export type { Delay, Now, Random } from "./ports.ts";
