import { gibibyte } from '../contract/bytes.ts'
import { checkStorageRanges } from '../contract/clone-storage.ts'
import { leastProvisioned, storageLimits } from '../contract/storage-limits.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { quantity } from '../contract/quantity.ts'
import { failed, passed, warning, type Finding, type SourceFacts } from './scene.ts'

/**
 * Clones by copy-on-write of one storage at the same time; RDS makes a full copy beyond. Source:
 * Amazon Aurora User Guide, "Limitations of Aurora cloning" (Aurora.Managing.Clone.html).
 */
const mostCopies = 15

/** RDS supports the configured storage in the clone's size; checked before the snapshot. */
export function cloneStorage(
  { clone, mode }: Run,
  facts: SourceFacts,
  { cloneFrom }: Pick<SourcePlan, 'cloneFrom'>,
): Finding {
  if (cloneFrom === 'copy-on-write') return sharedStorage(facts)
  const { storageType: type, iops, storageThroughput: throughput } = clone
  if (facts.elastic || type === undefined || facts.storage === null)
    return passed("The clone has its source's storage.")
  const size = Math.round(facts.storage / gibibyte)
  const fault =
    ofEngine(clone, facts) ?? faultOf(storageLimits(facts.engine), type, size, iops, throughput)
  if (fault === null) return passed(`RDS supports ${type} storage of ${size} GiB.`)
  const remedy = 'Correct "clone" of the environment and deploy again.'
  return mode === 'plan' ? warning(fault, remedy) : failed(fault, remedy)
}

/** What a clone by copy-on-write costs, and when RDS makes none. */
function sharedStorage({ source, copies }: SourceFacts): Finding {
  if (copies === null)
    return failed(
      `${source} cannot be cloned by copy-on-write: its storage is not Aurora's.`,
      'Remove "clone" of this source, or set it to {"from": "snapshot"}, and deploy again.',
    )
  const shared =
    `The clone shares the storage of ${source} (copy-on-write), beside ` +
    `${quantity(copies, 'other clone')}: each page that production or the rehearsal writes ` +
    'is stored, and billed, once more until the clone is deleted. The snapshot is taken first.'
  return copies < mostCopies
    ? passed(shared)
    : warning(
        `${source} has ${quantity(copies, 'clone')} by copy-on-write: beyond ${mostCopies} ` +
          'RDS makes a full copy, which takes as long as a restore and has storage of its own.',
        'Delete clones that nobody uses, or wait for the full copy.',
      )
}

/** The environment may call its engine another. */
function ofEngine(clone: Run['clone'], { source, engine }: SourceFacts): string | null {
  const found: string[] = []
  checkStorageRanges(clone, engine, (key, message) => {
    found.push(
      `"clone.${key}" is ${clone[key]}, which RDS does not take for ${source}: ${message}.`,
    )
  })
  return found[0] ?? null
}

function faultOf(
  limits: ReturnType<typeof storageLimits>,
  type: 'gp2' | 'gp3' | 'io1' | 'io2',
  size: number,
  iops: number | undefined,
  throughput: number | undefined,
): string | null {
  if (type === 'gp2') return null
  if (type !== 'gp3' && size < leastProvisioned)
    return (
      `The clone would have ${size} GiB, like its source; RDS supports ${type} from ` +
      `${leastProvisioned} GiB.`
    )
  if (type === 'gp3' && size < limits.configurable.from && (iops ?? throughput) !== undefined)
    return (
      `The clone would have ${size} GiB, like its source; with RDS, IOPS and throughput of gp3 ` +
      `are configurable from ${limits.configurable.from} GiB.`
    )
  const [least, most] = limits[type].perGibibyte
  if (iops !== undefined && !(iops >= least * size && iops <= most * size))
    return (
      `The clone would have ${size} GiB, like its source, and ${iops} IOPS; RDS supports ` +
      `${type} with ${least} to ${most} IOPS per GiB.`
    )
  return null
}
