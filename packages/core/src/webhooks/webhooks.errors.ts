import { errorKind } from "../shared/errors.ts";

export const webhookErrors = {
  /** 422: there is no event of that type; `details.known` lists those there are. */
  unknownType: errorKind("webhooks/unknown_type", 422),
  /** 409: the workspace has as many webhooks as it may. */
  tooMany: errorKind("webhooks/too_many", 409),
  /** 409: nothing is sent to a webhook that is switched off. */
  disabled: errorKind("webhooks/disabled", 409),
  /** 400: what came is no delivery: a header is missing, or the body is no JSON of ours. */
  malformed: errorKind("webhooks/malformed", 400),
  /** 401: no signature is by any of the secrets. */
  badSignature: errorKind("webhooks/bad_signature", 401),
  /** 401: signed too long ago, or too far ahead of this clock. */
  staleTimestamp: errorKind("webhooks/stale_timestamp", 401),
  /** 500: a secret is no `whsec_…`; the receiver's own configuration is wrong. */
  badSecret: errorKind("webhooks/bad_secret", 500),
};
