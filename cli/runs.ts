import { NamedError } from '../functions/contract/errors.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import { listExecutions, readExecution, type WholeExecution } from './aws/executions.ts'
import type { Deployed } from './deployed.ts'
import { isLocal } from './place.ts'

const forgotten =
  ' Step Functions forgets a run 90 days after its end; drydock show still knows it by its report.'

/** The word for the run that was started last. */
export const latest = 'latest'

/**
 * A run by its name, as Step Functions knows it.
 * @throws NamedError RunNotFound
 */
export async function findRun(environment: Deployed, name: string): Promise<WholeExecution> {
  if (name !== latest) {
    const found = await readExecution(environment.runs, name)
    if (found !== null) return found
  }
  const recent = (await listExecutions(environment.runs, 20)).map((one) => one.name)
  const [last] = recent
  if (name === latest && last !== undefined) return findRun(environment, last)
  throw new NamedError(
    'RunNotFound',
    `${name === latest ? 'No run' : `No run "${name}"`} is known in ${environment.name}` +
      `${didYouMean(name, recent) || '.'} ` +
      (recent.length === 0
        ? 'Start one with drydock run.'
        : `The last ones: ${recent.slice(0, 5).join(', ')}.${isLocal() ? '' : forgotten}`),
  )
}
