import { gibibyte } from '../contract/bytes.ts'
import { leastProvisioned, storageLimits, striped } from '../contract/clone-storage.ts'
import type { Run } from '../contract/steps.ts'
import { failed, passed, warning, type Finding, type SourceFacts } from './scene.ts'

/** RDS supports the configured storage in the clone's size; checked before the snapshot. */
export function cloneStorage({ clone, mode }: Run, facts: SourceFacts): Finding {
  const { storageType: type, iops, storageThroughput: throughput } = clone
  if (facts.kind === 'cluster' || type === undefined || facts.storage === null)
    return passed("The clone has its source's storage.")
  const size = Math.round(facts.storage / gibibyte)
  const fault = faultOf(type, size, iops, throughput)
  if (fault === null) return passed(`RDS supports ${type} storage of ${size} GiB.`)
  const remedy = 'Correct "clone" of the environment and deploy again.'
  return mode === 'plan' ? warning(fault, remedy) : failed(fault, remedy)
}

function faultOf(
  type: keyof typeof storageLimits | 'gp2',
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
  if (type === 'gp3' && size < striped.from && (iops ?? throughput) !== undefined)
    return (
      `The clone would have ${size} GiB, like its source; with RDS, IOPS and throughput of gp3 ` +
      `are configurable from ${striped.from} GiB.`
    )
  const [least, most] = storageLimits[type].perGibibyte
  if (iops !== undefined && !(iops >= least * size && iops <= most * size))
    return (
      `The clone would have ${size} GiB, like its source, and ${iops} IOPS; RDS supports ` +
      `${type} with ${least} to ${most} IOPS per GiB.`
    )
  return null
}
