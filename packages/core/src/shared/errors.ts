/** An error as it travels: RFC 9457 problem details, with our `code`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId?: string;
  details?: unknown;
}

export interface MeanwhileErrorOptions {
  /** `slice/what_happened`, stable; programs branch on it. */
  code: string;
  /** The HTTP status that says the same. 0: no answer came. */
  status: number;
  /** Would the same call, unchanged, succeed later? */
  retryable?: boolean;
  /** What a person in support asks for. */
  requestId?: string;
  /** What a program needs to mend it: for `shared/invalid_input`, `{ issues: [{ path, message }] }`. */
  details?: unknown;
  /** Seconds to wait before trying again, where the server said so. */
  retryAfter?: number | undefined;
  cause?: unknown;
}

const MARKER = Symbol.for("meanwhile.error");

/**
 * The one error this SDK throws, on both sides of the wire. The message says what happened, why, and what to do;
 * it never holds a secret. Compare with {@link MeanwhileError.isInstance}, not `instanceof`: two copies of the package may be loaded.
 */
export class MeanwhileError extends Error {
  readonly [MARKER] = true;
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly details: unknown;
  readonly retryAfter: number | undefined;

  constructor(message: string, options: MeanwhileErrorOptions) {
    super(message, { cause: options.cause });
    this.name = "MeanwhileError";
    this.code = options.code;
    this.status = options.status;
    this.retryable = options.retryable ?? false;
    this.requestId = options.requestId;
    this.details = options.details;
    this.retryAfter = options.retryAfter;
  }

  /** True for an error of this SDK, from any copy of it; with `code`, only for that one. */
  static isInstance(error: unknown, code?: string): error is MeanwhileError {
    return (
      typeof error === "object" &&
      error !== null &&
      (error as Record<PropertyKey, unknown>)[MARKER] === true &&
      (code === undefined || (error as MeanwhileError).code === code)
    );
  }
}

/** An error with its code fixed, so that a slice lists its errors once: `errors.closed("…")`. */
export function errorKind(code: string, status: number, retryable = false) {
  return (message: string, options: { details?: unknown; cause?: unknown } = {}): MeanwhileError =>
    new MeanwhileError(message, { code, status, retryable, ...options });
}

/** Errors any route may answer with. */
export const sharedErrors = {
  /** 422: understood as JSON, but not what the route takes; `details.issues` says where. */
  invalidInput: errorKind("shared/invalid_input", 422),
  /** 400: not JSON, not UTF-8, or not a URL we can read. */
  malformed: errorKind("shared/malformed", 400),
  /** 401: nobody is signed in. */
  unauthenticated: errorKind("shared/unauthenticated", 401),
  /** 403: seen, but not allowed. */
  forbidden: errorKind("shared/forbidden", 403),
  /** 404: not there, or not for these eyes; the two are one on purpose. */
  notFound: errorKind("shared/not_found", 404),
  /** 405: the path exists, with other methods. */
  methodNotAllowed: errorKind("shared/method_not_allowed", 405),
  /** 409: somebody was first; read again and decide. */
  conflict: errorKind("shared/conflict", 409),
  /** 409: two writers met in the database; the same call succeeds a moment later. */
  busy: errorKind("shared/busy", 409, true),
  /** 413: the body is larger than the server takes. */
  tooLarge: errorKind("shared/too_large", 413),
  /** 415: a body that is not `application/json`. */
  unsupportedMediaType: errorKind("shared/unsupported_media_type", 415),
  /** 403: a cookie-authenticated request from another origin. */
  foreignOrigin: errorKind("shared/foreign_origin", 403),
  /** 409: the same idempotency key is being worked on. */
  idempotencyInFlight: errorKind("shared/idempotency_in_flight", 409, true),
  /** 422: the idempotency key was used with another body. */
  idempotencyMismatch: errorKind("shared/idempotency_mismatch", 422),
  /** 429: too many requests. */
  rateLimited: errorKind("shared/rate_limited", 429, true),
  /** 500: our fault. */
  internal: errorKind("shared/internal", 500, true),
  /** 0: no answer came: offline, or the connection broke. */
  network: errorKind("shared/network", 0, true),
};
