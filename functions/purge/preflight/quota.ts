import type { Mode, SourceKind } from '../../contract/environment.ts'
import { failed, passed, warning, type Finding, type SourceFacts } from './scene.ts'

/** What a rehearsal adds to the account, by AWS's name of the quota. */
const added: Readonly<
  Record<SourceKind, (facts: SourceFacts) => readonly (readonly [string, number, string])[]>
> = {
  instance: ({ storage }) => [
    ['DBInstances', 1, 'one more instance'],
    ['ManualSnapshots', 1, 'one more snapshot'],
    ['AllocatedStorage', Math.ceil((storage ?? 0) / 2 ** 30), "the clone's storage (GiB)"],
  ],
  // A clone is a cluster with one instance; its storage is not allocated, so no quota counts it.
  cluster: () => [
    ['DBClusters', 1, 'one more cluster'],
    ['DBInstances', 1, 'one more instance'],
    ['ManualClusterSnapshots', 1, 'one more cluster snapshot'],
  ],
}

/** The account has room for the clone and its snapshot; found out now, not after an hour's snapshot. */
export function quota(facts: SourceFacts, mode: Mode): Finding {
  const known = added[facts.kind](facts).flatMap(([name, more, what]) =>
    facts.quotas
      .filter((one) => one.name === name)
      .map(({ used, most }) => ({ name, more, what, used, most })),
  )
  if (known.length === 0)
    return warning(
      'The quotas of the account could not be read.',
      'Allow rds:DescribeAccountAttributes.',
    )
  const full = known.filter(({ used, more, most }) => used + more > most)
  if (full.length === 0)
    return passed(
      `The account has room: ${known.map(({ name, used, most }) => `${name} ${used} of ${most}`).join(', ')}.`,
    )
  const detail = `The account has no room for ${full.map(({ name, what, used, most }) => `${what} (${name}: ${used} of ${most} used)`).join(', nor for ')}.`
  const remedy = 'Delete what is not needed, or ask for more in Service Quotas.'
  return mode === 'plan' ? warning(detail, remedy) : failed(detail, remedy)
}
