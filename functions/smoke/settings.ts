import { NamedError } from '../contract/errors.ts'
import type { ApplicationPlace, SmokeTest } from '../contract/smoke.ts'
import type { Run } from '../contract/steps.ts'

/** @throws NamedError InvalidInput if the run has no smoke test */
export function smokeSettings({ smokeTest, deployment }: Run): {
  readonly test: SmokeTest
  readonly place: ApplicationPlace
} {
  if (smokeTest === undefined || deployment.smokeTest === undefined)
    throw new NamedError(
      'InvalidInput',
      'The environment has no "smokeTest", but one of its steps was called. Start executions ' +
        'of the state machine, not its functions.',
    )
  return { test: smokeTest, place: deployment.smokeTest }
}
