import { gibibyte } from '../contract/bytes.ts'
import { shownCount } from '../contract/quantity.ts'
import type { Mode } from '../contract/environment.ts'
import { failed, passed, warning, type Finding, type SourceFacts } from './scene.ts'

type Clone = SourceFacts['clones'][number]
/**
 * By AWS's quota name: what a clone and its snapshot add to the account, with its singular and
 * plural name.
 */
const added: Readonly<Record<string, readonly [(one: Clone) => boolean, string, string]>> = {
  // A clone that is a cluster has one instance; its storage is not allocated: no quota covers it.
  DBInstances: [() => true, 'one more instance', 'more instances'],
  DBClusters: [({ kind }) => kind === 'cluster', 'one more cluster', 'more clusters'],
  ManualSnapshots: [
    ({ snapshot }) => snapshot === 'instance',
    'one more snapshot',
    'more snapshots',
  ],
  ManualClusterSnapshots: [
    ({ snapshot }) => snapshot === 'cluster',
    'one more cluster snapshot',
    'more cluster snapshots',
  ],
  AllocatedStorage: [
    ({ kind }) => kind === 'instance',
    "the clone's storage (GiB)",
    'GiB of storage for the clones',
  ],
}

/**
 * The account's quotas cover the clones of all sources, which exist at the same time, and their
 * snapshots; checked now, not after an hour of snapshots.
 */
export function quota({ quotas, clones }: SourceFacts, mode: Mode): Finding {
  const known = quotas.flatMap(({ name, used, most }) => {
    const [counts, one, many] = added[name] ?? []
    const of = clones.filter((clone) => counts?.(clone) === true)
    if (one === undefined || of.length === 0) return []
    const more =
      name === 'AllocatedStorage'
        ? of.reduce((sum, { storage }) => sum + Math.ceil((storage ?? 0) / gibibyte), 0)
        : of.length
    return [{ name, more, what: of.length === 1 ? one : `${shownCount(more)} ${many}`, used, most }]
  })
  if (known.length === 0)
    return warning(
      "The account's quotas could not be read.",
      'Allow rds:DescribeAccountAttributes.',
    )
  const full = known.filter(({ used, more, most }) => used + more > most)
  if (full.length === 0)
    return passed(
      `The quotas suffice: ${known.map((one) => `${one.name} ${usedOf(one)}`).join(', ')}.`,
    )
  const short = full.map(
    ({ name, what, used, most }) => `${what} (${name}: ${usedOf({ used, most })} used)`,
  )
  const detail = `The quotas do not suffice for ${short.join(', nor for ')}.`
  const remedy = 'Delete unused resources, or request an increase in Service Quotas.'
  return mode === 'plan' ? warning(detail, remedy) : failed(detail, remedy)
}

const usedOf = ({ used, most }: { used: number; most: number }): string =>
  `${shownCount(used)} of ${shownCount(most)}`
