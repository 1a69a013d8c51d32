/** Transient errors: throttling and AWS-side faults. */
const names = new Set([
  // From the SDK's own list (@smithy/core, service-error-classification) without
  // LimitExceededException, which persists.
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  // Some services return these with a status below 500, or without one.
  'InternalError',
  'InternalFailure',
  'InternalServerError',
  'InternalServiceError',
  'InternalServiceFault',
  'ServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'KMSThrottlingException',
  // SSM: another write of the same parameter is in progress.
  'TooManyUpdates',
  // S3: another conditional write of the same object is in progress.
  'OperationAborted',
  // The caller's own time limit, see AbortSignal.timeout.
  'AbortError',
  // Credentials could not be fetched, or expired while the function was frozen: the next call gets
  // fresh ones.
  'CredentialsProviderError',
  'ProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
])
/** Node's errors for a network path that is currently broken. */
const codes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

interface Told {
  readonly name?: unknown
  readonly code?: unknown
  readonly cause?: unknown
  readonly $fault?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $response?: { readonly statusCode?: number }
}

/** True if the same call is likely to succeed a little later. */
export function isPassing(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, code, cause, $fault, $metadata, $response }: Told = error
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0
  return (
    names.has(String(name)) ||
    codes.has(String(code)) ||
    status === 429 ||
    (status >= 500 && status !== 501) ||
    // An unreadable response was cut off, or came from something between here and AWS.
    ($response !== undefined && $fault === undefined) ||
    (depth < 5 && isPassing(cause, depth + 1))
  )
}
