import { durationMilliseconds } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { SmokeCheck, SmokeTest } from '../contract/smoke.ts'
import type { Ask } from './ask.ts'
import type { Pause } from './api-questions.ts'
import { smokeChecks } from './checks.ts'
import type { Client } from './client.ts'
import { askVersion } from './version.ts'

export interface SmokeScene {
  readonly test: SmokeTest
  readonly client: Client
  /** The application; null if it was not found. */
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
 * What the application on the clone can still do; a single failed check if it could not be tested
 * at all.
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
        detail: `${detail} Check the end of its log in the report.`,
      },
    ],
    secrets: [],
  })
  if (application === null)
    return failed(
      'Found no task of this run; expected the application that the previous step started.',
    )
  const { status, address, created, stopped } = application
  if (status === 'STOPPED')
    return failed(
      `Found it stopped (${stopped || 'no reason given'}); expected it to run until ` +
        'StopApplication.',
    )
  const ask = address === null || status !== 'RUNNING' ? null : askAt(address)
  const version = ask && (await askVersion(ask, test))
  if (ask === null || version === null) {
    if (now - created < durationMilliseconds(test.deadline))
      throw new NamedError(
        'NotReady',
        `The application is ${status} and does not report its version yet.`,
      )
    return failed(
      `Found it ${status} and no version at port ${test.port}; expected /services/Version to ` +
        `return 200 and a version within ${test.deadline} ("smokeTest.deadline").`,
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
      'The application no longer works as before on the purged clone; production is ' +
        `untouched:\n${failed.map(({ check, detail }) => `${check}: ${detail}`).join('\n')}`,
    )
}
