import { shownInstant } from '../times.ts'
import { fault, findingsOf, ok, warning, type Finding, type Said } from './finding.ts'
import type { Scene } from './scene.ts'

/** Who asks, and how the last deployment ended. */
export async function stack({ caller, environment, stack }: Scene): Promise<readonly Finding[]> {
  const { region } = environment
  return [
    ...(await findingsOf('credentials', '', async () => ok(`${caller}, ${region}`))),
    ...(await findingsOf('stack', '', async () =>
      deploymentEnded(environment.stack, stack?.status ?? 'unknown', stack?.deployedAt ?? 0),
    )),
  ]
}

/** A status of CloudFormation: the SDK's enum StackStatus. */
export function deploymentEnded(name: string, status: string, deployedAt: string | number): Said {
  const found = `${name} is ${status}, deployed ${shownInstant(new Date(deployedAt))}.`
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok(found)
  if (/_IN_PROGRESS$/.test(status))
    return warning(found, 'Start no run until the deployment has ended.')
  if (/^(UPDATE|IMPORT)_ROLLBACK_COMPLETE$/.test(status))
    return warning(
      `${found} The last deployment failed; the version before it is in force.`,
      'CloudFormation shows why, under Events of the stack. Correct it and deploy again.',
    )
  return fault(
    found,
    'CloudFormation shows why, under Events of the stack. Correct it and deploy again.',
  )
}
