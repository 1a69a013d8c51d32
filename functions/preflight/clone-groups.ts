import type { Run } from '../contract/steps.ts'
import {
  failed,
  passed,
  warning,
  type CloneGroup,
  type Finding,
  type SourceFacts,
} from './scene.ts'

const kinds: Readonly<Record<CloneGroup['kind'], readonly [what: string, remedy: string]>> = {
  subnets: [
    'DB subnet group',
    'Make it of the subnets that the functions reach, or correct "cloneAccount.subnetGroup" and ' +
      'deploy again.',
  ],
  parameters: [
    'DB parameter group',
    "Make it there with the values of production's group, or name another one in " +
      '"clone.parameterGroup" and deploy again.',
  ],
  'cluster parameters': [
    'DB cluster parameter group',
    "Make it there with the values of production's group.",
  ],
}

/** RDS would refuse a clone whose groups its account lacks, after the snapshot and its copy. */
export function cloneGroupsThere(
  { deployment, mode }: Pick<Run, 'deployment' | 'mode'>,
  { source, cloneGroups }: Pick<SourceFacts, 'source' | 'cloneGroups'>,
): Finding[] {
  const account = deployment.cloneAccount?.account
  const where = account === undefined ? "production's account" : `the account ${account}`
  const lacking = cloneGroups.flatMap(({ kind, name, found }) => {
    const [what, remedy] = kinds[kind]
    if (found === null)
      return warning(
        `Whether ${where} has the ${what} "${name}" for the clone of ${source} could not be read.`,
        "Deploy the stacks again, that of the clones' account too: its role may not ask yet.",
      )
    if (found) return []
    const detail = `There is no ${what} "${name}" in ${where}: the clone of ${source} needs it.`
    return mode === 'plan' ? warning(detail, remedy) : failed(detail, remedy)
  })
  if (lacking.length > 0 || cloneGroups.length === 0) return lacking
  return [passed(`The groups for the clone are in ${where}.`)]
}
