import { setTimeout } from 'node:timers/promises'
import type { fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import { NamedError } from '../contract/errors.ts'
import { isPassing } from './passing-errors.ts'

/** Settings of a client that differ from the ones below. Times in ms. */
interface Own {
  readonly maxAttempts?: number
  readonly requestTimeout?: number
  readonly endpoint?: string
  readonly credentials?: ReturnType<typeof fromTemporaryCredentials>
}
interface Settings extends Omit<Own, 'requestTimeout'> {
  readonly maxAttempts: number
  readonly retryMode: string
  readonly requestHandler: Readonly<Record<string, number | boolean>>
}
type Send = (...words: unknown[]) => Promise<unknown>

/**
 * An AWS client that tolerates transient errors: it makes six attempts within 3 s, or 15 s if it is
 * throttled, and every attempt has a timeout. A transient error that lasts longer becomes
 * AwsUnavailable, which the state machine retries for half an hour; other AWS errors keep their
 * names.
 *
 * The retry mode is standard, not adaptive: adaptive mode also delays calls that were not
 * throttled, such as reading the switch that stops a purge, and only helps clients that call all
 * the time.
 *
 * An SDK client has one retry budget for its lifetime. Once it is used up, in a function that has
 * seen many errors, the SDK gives up at the first attempt: the remaining attempts are made here.
 *
 * The client is made at its first call: importing a module reads nothing of the environment.
 */
export function awsClient<Client extends Made>(
  Made: new (settings: Settings) => Client,
  own: Own = {},
): Client {
  let client: Client | undefined
  const made = () => (client ??= patientClient(Made, own))
  // The SDK's paginators ask for the class.
  return new Proxy<Client>(Object.create(Made.prototype), {
    get: (_, name) => Reflect.get(made(), name),
    set: (_, name, value) => Reflect.set(made(), name, value),
  })
}

interface Made {
  readonly config: { readonly serviceId: string }
}

function patientClient<Client extends Made>(
  Made: new (settings: Settings) => Client,
  { requestTimeout = 15_000, maxAttempts = 6, ...own }: Own,
): Client {
  const client = new Made({
    maxAttempts,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout,
      // Without this, a request that takes longer is only logged and continues.
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

/** The caller's own time limit was reached. */
const isAborted = (options: unknown): boolean =>
  (options as { readonly abortSignal?: AbortSignal } | undefined)?.abortSignal?.aborted === true

/**
 * Throws transient errors as AwsUnavailable and all others unchanged. The SDK's message is left
 * out: it might quote the request.
 */
export function refuse(what: string, error: unknown, tries?: number): never {
  if (error instanceof NamedError || !isPassing(error)) throw error
  const { name, code, $metadata }: Troubled = error as Troubled
  const told = [code, $metadata?.httpStatusCode && `status ${$metadata.httpStatusCode}`]
  throw new NamedError(
    'AwsUnavailable',
    `AWS did not complete the request: ${what.replace(/Command$/, '')} failed with ` +
      `${[name, ...told].filter(Boolean).join(', ')}` +
      `${tries === undefined ? '' : ` at try ${tries}`}. ` +
      'Nothing was lost; the step is retried for half an hour. Check the AWS Health Dashboard ' +
      "and the service's API quotas; if only functions in the VPC fail, check the route to the " +
      'service (endpoint or NAT).',
  )
}

interface Troubled {
  readonly name?: string
  readonly code?: string
  readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number }
}
