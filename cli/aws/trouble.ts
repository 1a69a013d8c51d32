import { isPassing } from '../../functions/aws/passing-errors.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { isLocal } from '../place.ts'

const noCredentials = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
])
const denied = /^(AccessDenied|AuthorizationError|UnauthorizedOperation|KMSAccessDenied)/

/** An error of AWS in words that say what to do; any other unchanged. */
export function inOurWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof NamedError) return error
  const { name, message } = error
  if (noCredentials.has(name))
    return new NamedError(
      'AccessDenied',
      `AWS has no valid credentials of yours (${name}: ${message}). Sign in (aws sso login, or ` +
        'the variables AWS_ACCESS_KEY_ID and so on), or name a profile with --profile, then ' +
        'try again.',
    )
  if (denied.test(name))
    return new NamedError(
      'AccessDenied',
      `AWS refuses the call: ${message.replace(/\.$/, '')}. docs/operations.md lists what an ` +
        'operator needs; ask whoever grants it, or name another profile with --profile.',
    )
  if (/^Region is missing/.test(message))
    return new NamedError(
      'InvalidInput',
      'No region is set. Name one with --region, or set AWS_REGION or a profile that has one.',
    )
  if (isPassing(error) && isLocal())
    return new NamedError(
      'EnvironmentNotFound',
      `The local cloud does not answer (${name}${codeOf(error)}). Leave npm start -- --keep ` +
        'running, or start it again.',
    )
  if (isPassing(error))
    return new NamedError(
      'AwsUnavailable',
      `AWS did not answer, or was too busy (${name}${codeOf(error)}). Nothing is known to have ` +
        'changed. Check the network and the AWS Health Dashboard, then try again.',
    )
  return error
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? `, ${error.code}` : ''
