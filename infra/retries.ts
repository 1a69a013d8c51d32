import { Duration } from 'aws-cdk-lib'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { ErrorName } from '../functions/contract/errors.ts'

/** s before the first retry, then twice as long each time, at most `longest`. */
const growing = (times: { first: number; longest: number; attempts: number }) => ({
  interval: Duration.seconds(times.first),
  maxDelay: Duration.seconds(times.longest),
  maxAttempts: times.attempts,
  backoffRate: 2,
})
const named = (...errors: ErrorName[]): string[] => errors

/** s until RDS is asked again: soon at first, then every five minutes. */
const [firstAsked, thenAsked, slower] = [30, 300, 1.25]

/**
 * A snapshot, a clone or its end is on its way. An execution's history holds 25,000 events, of which each try takes three:
 * a day of waiting by the half minute would take a third of it, for one source's snapshot alone.
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

/** Throttling, 5xx or silence of the APIs that a function calls: 19 tries take half an hour, 64 two hours. */
export const unavailable = (attempts: number): sfn.RetryProps => ({
  errors: named('AwsUnavailable'),
  ...growing({ first: 5, longest: 120, attempts }),
})

/** Whatever it is: for about half an hour. It has to be the last of a state's retries. */
export const anything: sfn.RetryProps = {
  errors: [sfn.Errors.ALL],
  ...growing({ first: 15, longest: 300, attempts: 10 }),
}

/** How often an error is tried again, and after how long. All else is caught at once. */
export const retries: readonly sfn.RetryProps[] = [
  // Lambda itself is busy or ill: for some ten minutes.
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
      // A function that nobody called for weeks is inactive: the first call wakes it, for some minutes.
      'Lambda.ResourceConflictException',
      'Lambda.ResourceNotReadyException',
      'Lambda.ENINotReadyException',
      'Lambda.CodeArtifactUserPendingException',
    ],
    ...growing({ first: 2, longest: 60, attempts: 14 }),
  },
  // Lost, or in a failover: the address leads to the new writer in a minute or two.
  {
    errors: named('DatabaseUnreachable', 'ReadOnly'),
    ...growing({ first: 10, longest: 160, attempts: 5 }),
  },
  // Another run is purging; it has ten minutes to finish, then this one gives up.
  {
    errors: named('PurgeRunning'),
    interval: Duration.seconds(60),
    maxAttempts: 10,
    backoffRate: 1,
  },
  // The function was cut off: its time or memory ran out, its process ended, or its machine was lost.
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
