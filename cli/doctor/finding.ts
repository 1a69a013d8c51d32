import { NamedError } from '../../functions/contract/errors.ts'
import { inOurWords } from '../aws/trouble.ts'

/** One line of the doctor's table. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'fault'
  readonly name: string
  /** The source or database concerned; '' if it concerns the environment. */
  readonly about: string
  readonly found: string
  /** What to do about it; '' if nothing. */
  readonly remedy: string
}

/** A finding's words, without its name. */
export type Said = Omit<Finding, 'name' | 'about'>

export const ok = (found: string): Said => ({ level: 'ok', found, remedy: '' })
export const warning = (found: string, remedy: string): Said => ({
  level: 'warning',
  found,
  remedy,
})
export const fault = (found: string, remedy: string): Said => ({ level: 'fault', found, remedy })

/** Errors after which nothing is known, as against those that say what is wrong. */
const unknown: Readonly<Record<string, (told: string) => Said>> = {
  AccessDenied: (told) =>
    warning(
      `AWS does not let you see it: ${told}`,
      'docs/operations.md lists what drydock doctor needs; or name another --profile.',
    ),
  AwsUnavailable: () =>
    warning(
      'AWS did not answer.',
      'Check the network and the AWS Health Dashboard, then try again.',
    ),
  EvidenceMissing: (told) => warning(told, 'Start a plan with this version: add --plan.'),
}

/** What a check says; an error of AWS becomes a finding, so that the other checks go on. */
export async function findingsOf(
  name: string,
  about: string,
  check: () => Promise<Said | readonly Said[]>,
): Promise<readonly Finding[]> {
  const said = await check().catch((thrown: unknown): Said => {
    const error = inOurWords(thrown)
    const told = thrown instanceof Error ? thrown.message : ''
    if (error instanceof NamedError)
      return unknown[error.name]?.(told) ?? fault(error.message, `docs/runbook.md, ${error.name}`)
    // Such as a topic that somebody has deleted.
    if (error instanceof Error && '$fault' in error)
      return fault(`AWS answers ${error.name}: ${told}`, 'Deploy the environment again.')
    throw thrown
  })
  return [said].flat().map((one) => ({ name, about, ...one }))
}
