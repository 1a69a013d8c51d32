import { setTimeout } from 'node:timers/promises'
import { NamedError } from '../contract/errors.ts'
import { isPassing } from './passing-errors.ts'

/** Settings of a client that differ from the ones below. Times in ms. */
interface Own {
  readonly maxAttempts?: number
  readonly requestTimeout?: number
  readonly endpoint?: string
  readonly credentials?: () => Promise<never>
}
interface Settings extends Omit<Own, 'requestTimeout'> {
  readonly maxAttempts: number
  readonly retryMode: string
  readonly requestHandler: Readonly<Record<string, number | boolean>>
}
type Send = (...words: unknown[]) => Promise<unknown>

/**
 * A client of AWS that bears its ordinary trouble: it tries six times, within 3 s or, where it is throttled, 15 s, and waits
 * for no answer for ever. What does not pass by then is AwsUnavailable, which the state machine tries again for half an
 * hour; AWS's own faults keep their names.
 *
 * The mode is standard, not adaptive: that one also holds back calls that nobody throttled, among them the reading of the
 * switch that stops a purge, and helps a client that calls all the time, which a function is not.
 *
 * A client of the SDK has a budget of retries for its whole life. Where that is used up, in a function that has met trouble
 * for long, the SDK gives up at the first try: the others are made here.
 */
export function awsClient<Client extends { readonly config: { readonly serviceId: string } }>(
  Made: new (settings: Settings) => Client,
  { requestTimeout = 15_000, maxAttempts = 6, ...own }: Own = {},
): Client {
  const client = new Made({
    maxAttempts,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout,
      // Otherwise a request that takes longer is a line in the log, and goes on.
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
    },
    ...own,
  })
  const { send } = client as unknown as { readonly send: Send }
  const patient: Send = async (...words) => {
    for (let tries = 0; ; ) {
      try {
        return await send.apply(client, words)
      } catch (error) {
        const attempts = attemptsOf(error)
        tries += attempts ?? maxAttempts
        if (tries >= maxAttempts || !isPassing(error) || isAborted(words[1]))
          return refuse(
            `${client.config.serviceId} ${words[0]?.constructor.name}`,
            error,
            attempts && tries,
          )
        await setTimeout(Math.random() * Math.min(4_000, 200 * 2 ** tries))
      }
    }
  }
  return Object.assign(client, { send: patient })
}

const attemptsOf = (error: unknown): number | undefined =>
  (error as Troubled | null)?.$metadata?.attempts

/** The caller's own limit of time is over. */
const isAborted = (options: unknown): boolean =>
  (options as { readonly abortSignal?: AbortSignal } | undefined)?.abortSignal?.aborted === true

/**
 * Throws what passes as AwsUnavailable, and everything else as it is. The SDK's message stays out: it might quote what was
 * sent.
 */
export function refuse(what: string, error: unknown, tries?: number): never {
  if (error instanceof NamedError || !isPassing(error)) throw error
  const { name, code, $metadata }: Troubled = error as Troubled
  const told = [code, $metadata?.httpStatusCode && `status ${$metadata.httpStatusCode}`]
  throw new NamedError(
    'AwsUnavailable',
    `AWS did not do what was asked of it: ${what.replace(/Command$/, '')} failed with ${[name, ...told].filter(Boolean).join(', ')}${tries === undefined ? '' : ` at try ${tries}`}. Nothing was lost; the step is tried again for half an hour. See the AWS Health Dashboard and the service's quotas of API calls; where only functions in the VPC fail, see its way to the service (endpoint or NAT).`,
  )
}

interface Troubled {
  readonly name?: string
  readonly code?: string
  readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number }
}
