import { z } from 'zod'

const storageTypes = ['gp2', 'gp3', 'io1', 'io2'] as const

/**
 * What RDS allows for each storage type with MySQL and MariaDB. Source: Amazon RDS User Guide,
 * "Amazon RDS DB instance storage" (CHAP_Storage.html), and the SDK's text of
 * CreateDBInstanceMessage.AllocatedStorage.
 */
export const storageLimits = {
  /** By type, minimum and maximum: IOPS, and IOPS per GiB. gp2 has no configurable IOPS. */
  gp3: { iops: [12_000, 64_000], perGibibyte: [0, 500] },
  io1: { iops: [1000, 256_000], perGibibyte: [0.5, 50] },
  io2: { iops: [1000, 256_000], perGibibyte: [0.5, 1000] },
} as const
/** MiB/s of gp3, and the maximum per IOPS. */
const throughputLimits = { range: [500, 4000], perOperation: 0.25 } as const
/** Above this many IOPS gp3 needs at least 1 MiB/s per 64 IOPS. */
const muchIops = { beyond: 32_000, perMebibyte: 64 } as const
/** GiB from which gp3's performance is configurable, and its default IOPS there. */
export const striped = { from: 400, iops: 12_000 } as const
/** Minimum GiB of io1 and io2. */
export const leastProvisioned = 100

/** The settings of a clone's storage. */
export const cloneStorageShape = {
  /** e.g. gp3; the source's when absent. */
  storageType: z.enum(storageTypes).optional(),
  /** Provisioned IOPS of gp3, io1 or io2. */
  iops: z.number().int().optional(),
  /** MiB/s of gp3. */
  storageThroughput: z.number().int().optional(),
}

/** Settings that contradict each other or the limits of RDS. */
export function checkCloneStorage(
  settings: { readonly [Key in keyof typeof cloneStorageShape]?: unknown },
  fault: (path: keyof typeof cloneStorageShape, message: string) => void,
): void {
  const { storageType: type, iops, storageThroughput: throughput } = settings
  const limits =
    type === 'gp3' || type === 'io1' || type === 'io2' ? storageLimits[type].iops : undefined
  if (limits === undefined) {
    if (iops !== undefined)
      fault('iops', 'expected none without "storageType": "gp3", "io1" or "io2"')
  } else {
    const range = `a whole number from ${limits[0]} to ${limits[1]}`
    if (iops === undefined && (type !== 'gp3' || throughput !== undefined))
      fault('iops', `expected ${range}: RDS requires IOPS for ${type}`)
    if (typeof iops === 'number' && !(iops >= limits[0] && iops <= limits[1]))
      fault('iops', `expected ${range}, the limits of RDS for ${type}`)
  }
  if (typeof throughput !== 'number') return
  if (type !== 'gp3')
    return fault('storageThroughput', 'expected none without "storageType": "gp3"')
  if (typeof iops !== 'number') return
  const [from, to] = throughputRange(iops)
  if (!(throughput >= from && throughput <= to))
    fault(
      'storageThroughput',
      `expected a whole number from ${from} to ${to}, the limits of RDS for gp3 with ${iops} IOPS`,
    )
}

/** Minimum and maximum MiB/s of gp3 with the given IOPS. */
const throughputRange = (iops: number): readonly [number, number] => [
  iops > muchIops.beyond
    ? Math.max(throughputLimits.range[0], Math.ceil(iops / muchIops.perMebibyte))
    : throughputLimits.range[0],
  Math.min(throughputLimits.range[1], Math.floor(iops * throughputLimits.perOperation)),
]
