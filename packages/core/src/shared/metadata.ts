export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * Where a host says the types of its own metadata, once for its whole program. The schemas given to `createMeanwhile` check it at
 * run time; this makes client, hooks and server-side calls agree at compile time.
 *
 * @example
 * declare module "@meanwhile/core" {
 *   interface Register { threadMetadata: { invoiceId: string }; commentMetadata: { rating?: number } }
 * }
 */
export interface Register {}

export type ThreadMetadata = Register extends { threadMetadata: infer M } ? M : JsonObject;
export type CommentMetadata = Register extends { commentMetadata: infer M } ? M : JsonObject;
