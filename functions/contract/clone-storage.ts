import { z } from 'zod'

const storageTypes = ['gp2', 'gp3', 'io1', 'io2'] as const

/**
 * What RDS allows of each type for MySQL and MariaDB. Source: Amazon RDS User Guide, "Amazon RDS DB instance storage"
 * (CHAP_Storage.html), and the SDK's text of CreateDBInstanceMessage.AllocatedStorage.
 */
export const storageLimits = {
  /** By type, from and to: IOPS, and IOPS for each GiB. gp2 has no IOPS that could be chosen. */
  gp3: { iops: [12_000, 64_000], perGibibyte: [0, 500] },
  io1: { iops: [1000, 256_000], perGibibyte: [0.5, 50] },
  io2: { iops: [1000, 256_000], perGibibyte: [0.5, 1000] },
} as const
/** MiB/s of gp3, and at most for each of its IOPS. */
const throughputLimits = { range: [500, 4000], perOperation: 0.25 } as const
/** Beyond so many IOPS gp3 has at least 1 MiB/s for 64 of them. */
const muchIops = { beyond: 32_000, perMebibyte: 64 } as const
/** GiB from which the performance of gp3 can be chosen, and the IOPS it has there by itself. */
export const striped = { from: 400, iops: 12_000 } as const
/** GiB that io1 and io2 have at least. */
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

/** Settings that contradict each other, or what RDS has. */
export function checkCloneStorage(
  settings: { readonly [Key in keyof typeof cloneStorageShape]?: unknown },
  fault: (path: keyof typeof cloneStorageShape, message: string) => void,
): void {
  const { storageType: type, iops, storageThroughput: throughput } = settings
  const limits =
    type === 'gp3' || type === 'io1' || type === 'io2' ? storageLimits[type].iops : undefined
  if (limits === undefined) {
    if (iops !== undefined)
      fault('iops', 'expected none without "storageType": "gp3", "io1" or "io2" beside it')
  } else {
    const range = `a whole number from ${limits[0]} to ${limits[1]}`
    if (iops === undefined && (type !== 'gp3' || throughput !== undefined))
      fault('iops', `expected ${range}: RDS takes ${type} with its IOPS only`)
    if (typeof iops === 'number' && !(iops >= limits[0] && iops <= limits[1]))
      fault('iops', `expected ${range}, as RDS has of ${type}`)
  }
  if (typeof throughput !== 'number') return
  if (type !== 'gp3')
    return fault('storageThroughput', 'expected none without "storageType": "gp3" beside it')
  if (typeof iops !== 'number') return
  const [from, to] = throughputRange(iops)
  if (!(throughput >= from && throughput <= to))
    fault(
      'storageThroughput',
      `expected a whole number from ${from} to ${to}, as RDS has of gp3 with ${iops} IOPS`,
    )
}

/** MiB/s that RDS has of gp3 with so many IOPS, from and to. */
const throughputRange = (iops: number): readonly [number, number] => [
  iops > muchIops.beyond
    ? Math.max(throughputLimits.range[0], Math.ceil(iops / muchIops.perMebibyte))
    : throughputLimits.range[0],
  Math.min(throughputLimits.range[1], Math.floor(iops * throughputLimits.perOperation)),
]
