/** Answers that say "not now": throttling, and trouble of AWS's own. */
const names = new Set([
  // As the SDK's own list has them (@smithy/core, service-error-classification), but LimitExceededException, which lasts.
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
  // Answered with a status under 500 by some services, or by none at all.
  'InternalError',
  'InternalFailure',
  'InternalServerError',
  'InternalServiceError',
  'InternalServiceFault',
  'ServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'KMSThrottlingException',
  // SSM: another write of the same parameter is under way.
  'TooManyUpdates',
  // S3: another conditional write of the same object is under way.
  'OperationAborted',
  // The caller's own limit of time, see AbortSignal.timeout.
  'AbortError',
  // Credentials could not be fetched, or were of a function that had been frozen: the next call has fresh ones.
  'CredentialsProviderError',
  'ProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
])
/** Node's, of a network that does not lead there right now. */
const codes =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

interface Told {
  readonly name?: unknown
  readonly code?: unknown
  readonly cause?: unknown
  readonly $fault?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $response?: { readonly statusCode?: number }
}

/** True where the same call may well succeed a little later. */
export function isPassing(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, code, cause, $fault, $metadata, $response }: Told = error
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0
  return (
    names.has(String(name)) ||
    codes.test(String(code)) ||
    status === 429 ||
    (status >= 500 && status !== 501) ||
    // An answer that can not be read was cut off, or is of something that stands between here and AWS.
    ($response !== undefined && $fault === undefined) ||
    (depth < 5 && isPassing(cause, depth + 1))
  )
}
