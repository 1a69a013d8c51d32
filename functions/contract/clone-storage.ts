import { z } from 'zod'
import { storageLimits, throughputRange } from './storage-limits.ts'

const storageTypes = ['gp2', 'gp3', 'io1', 'io2'] as const
type Provisioned = Exclude<(typeof storageTypes)[number], 'gp2'>
const isProvisioned = (type: unknown): type is Provisioned =>
  type === 'gp3' || type === 'io1' || type === 'io2'

/** The settings of a clone's storage. */
export const cloneStorageShape = {
  /** e.g. gp3; the source's when absent. */
  storageType: z.enum(storageTypes).optional(),
  /** Provisioned IOPS of gp3, io1 or io2. */
  iops: z.number().int().optional(),
  /** MiB/s of gp3. */
  storageThroughput: z.number().int().optional(),
}
type Given = { readonly [Key in keyof typeof cloneStorageShape]?: unknown }
type Fault = (path: keyof typeof cloneStorageShape, message: string) => void

/** Settings that contradict each other. */
export function checkCloneStorage(settings: Given, fault: Fault): void {
  const { storageType: type, iops, storageThroughput: throughput } = settings
  if (!isProvisioned(type) && iops !== undefined)
    fault('iops', 'expected none without "storageType": "gp3", "io1" or "io2"')
  if (isProvisioned(type) && iops === undefined && (type !== 'gp3' || throughput !== undefined))
    fault('iops', `expected a whole number: RDS requires IOPS for ${type}`)
  if (typeof throughput === 'number' && type !== 'gp3')
    fault('storageThroughput', 'expected none without "storageType": "gp3"')
}

/** Settings that RDS does not take for a source of the engine, whatever its size. */
export function checkStorageRanges(settings: Given, engine: string, fault: Fault): void {
  const { storageType: type, iops, storageThroughput: throughput } = settings
  if (!isProvisioned(type) || typeof iops !== 'number') return
  const limits = storageLimits(engine)
  const [least, most] = limits[type].iops
  if (!(iops >= least && iops <= most))
    fault(
      'iops',
      `expected a whole number from ${least} to ${most}, the limits of RDS for ${type} with ` +
        `${engine}`,
    )
  if (typeof throughput !== 'number' || type !== 'gp3') return
  const [from, to] = throughputRange(limits, iops)
  if (!(throughput >= from && throughput <= to))
    fault(
      'storageThroughput',
      `expected a whole number from ${from} to ${to}, the limits of RDS for gp3 with ${engine} ` +
        `and ${iops} IOPS`,
    )
}
