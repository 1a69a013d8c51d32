import { durationMilliseconds } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { SmokeCheck, SmokeTest } from '../contract/smoke.ts'
import type { Ask } from './ask.ts'
import { smokeChecks, type Pause } from './checks.ts'
import type { Client } from './client.ts'
import { askVersion } from './version.ts'

export interface SmokeScene {
  readonly test: SmokeTest
  readonly client: Client
  /** The application as it was found; null where it was not. */
  readonly application: {
    readonly status: string
    readonly address: string | null
    readonly created: number
    readonly stopped: string
  } | null
  readonly askAt: (host: string) => Ask
  /** ms since the epoch. */
  readonly now: number
  readonly pause: Pause
}

/**
 * What the application on the clone can still do; one check that failed where it did not get so far as to be asked.
 * @throws NamedError NotReady while it may still start
 */
export async function smokeTest({
  test,
  client,
  application,
  askAt,
  now,
  pause,
}: SmokeScene): Promise<{ readonly checks: SmokeCheck[]; readonly secrets: readonly string[] }> {
  const failed = (detail: string) => ({
    checks: [
      {
        check: 'application-started' as const,
        passed: false,
        detail: `${detail} Look at the end of its log in the report.`,
      },
    ],
    secrets: [],
  })
  if (application === null)
    return failed(
      'Found no task of this run; expected the application that the step before has started.',
    )
  const { status, address, created, stopped } = application
  if (status === 'STOPPED')
    return failed(
      `Found it stopped (${stopped || 'without a reason'}); expected it to run until it is told to stop.`,
    )
  const ask = address === null || status !== 'RUNNING' ? null : askAt(address)
  const version = ask && (await askVersion(ask, test))
  if (ask === null || version === null) {
    if (now - created < durationMilliseconds(test.deadline))
      throw new NamedError(
        'NotReady',
        `The application is ${status} and does not tell its version yet.`,
      )
    return failed(
      `Found it ${status} and no version at port ${test.port}; expected /services/Version to answer 200 and name one within ${test.deadline} ("smokeTest.deadline").`,
    )
  }
  const { checks, secrets } = await smokeChecks(ask, test, client, pause)
  return { checks: [version, ...checks], secrets }
}

/** @throws NamedError SmokeTestFailed with every check that failed */
export function refuseSmoke(checks: readonly SmokeCheck[]): void {
  const failed = checks.filter(({ passed }) => !passed)
  if (failed.length > 0)
    throw new NamedError(
      'SmokeTestFailed',
      `On the cleaned clone the application is not what it was, and production is untouched:\n${failed.map(({ check, detail }) => `${check}: ${detail}`).join('\n')}`,
    )
}
