import { Duration } from 'aws-cdk-lib'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { ErrorName } from '../functions/contract/errors.ts'

/** s before the first retry, doubled each time up to `longest`. */
const growing = (times: { first: number; longest: number; attempts: number }) => ({
  interval: Duration.seconds(times.first),
  maxDelay: Duration.seconds(times.longest),
  maxAttempts: times.attempts,
  backoffRate: 2,
})
const named = (...errors: ErrorName[]): string[] => errors

/** s until RDS is queried again: soon at first, then every five minutes. */
const [firstAsked, thenAsked, slower] = [30, 300, 1.25]

/**
 * A snapshot, a clone or a deletion is in progress. An execution's history holds 25,000 events, and
 * each attempt takes three: polling every 30 seconds for a day would use a third of it for one
 * source's snapshot alone.
 */
export function waiting(longest: Duration): sfn.RetryProps {
  let maxAttempts = 0
  for (let [waited, next] = [0, firstAsked]; waited < longest.toSeconds(); maxAttempts++) {
    waited += next
    next = Math.min(thenAsked, next * slower)
  }
  return {
    errors: named('NotReady'),
    interval: Duration.seconds(firstAsked),
    maxDelay: Duration.seconds(thenAsked),
    backoffRate: slower,
    maxAttempts,
  }
}

/**
 * Throttling, 5xx or no answer from the APIs that a function calls: 19 attempts take half an hour,
 * 64 two hours.
 */
export const unavailable = (attempts: number): sfn.RetryProps => ({
  errors: named('AwsUnavailable'),
  ...growing({ first: 5, longest: 120, attempts }),
})

/** Any error, for about half an hour. Must be the last of a state's retries. */
export const anything: sfn.RetryProps = {
  errors: [sfn.Errors.ALL],
  ...growing({ first: 15, longest: 300, attempts: 10 }),
}

/** How often an error is retried, and at which intervals. All other errors are caught at once. */
export const retries: readonly sfn.RetryProps[] = [
  // Lambda itself is throttled or failing: retried for about ten minutes.
  {
    errors: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.TooManyRequestsException',
      'Lambda.EC2ThrottledException',
      'Lambda.EC2UnexpectedException',
      'Lambda.ENILimitReachedException',
      'Lambda.SubnetIPAddressLimitReachedException',
      // A function that was not called for weeks is inactive: the first call activates it within
      // minutes.
      'Lambda.ResourceConflictException',
      'Lambda.ResourceNotReadyException',
      'Lambda.ENINotReadyException',
      'Lambda.CodeArtifactUserPendingException',
    ],
    ...growing({ first: 2, longest: 60, attempts: 14 }),
  },
  // Connection lost or failover: the address leads to the new writer within a minute or two.
  {
    errors: named('DatabaseUnreachable', 'ReadOnly'),
    ...growing({ first: 10, longest: 160, attempts: 5 }),
  },
  // Another purge is running; it has ten minutes to finish, then this one gives up.
  {
    errors: named('PurgeRunning'),
    interval: Duration.seconds(60),
    maxAttempts: 10,
    backoffRate: 1,
  },
  // The function was cut off: its time or memory ran out, its process ended, or its machine was
  // lost.
  {
    errors: [
      'Sandbox.Timedout',
      'Function.TimedOut',
      'Runtime.ExitError',
      'Runtime.OutOfMemory',
      'Lambda.Unknown',
    ],
    ...growing({ first: 5, longest: 20, attempts: 3 }),
  },
]
