type Range = readonly [from: number, to: number]

interface TypeLimits {
  readonly iops: Range
  readonly perGibibyte: Range
}

export interface StorageLimits {
  /** gp2 has no configurable IOPS. */
  readonly gp3: TypeLimits
  readonly io1: TypeLimits
  readonly io2: TypeLimits
  /** MiB/s of gp3. */
  readonly throughput: Range
  /** GiB from which gp3's performance is configurable, and its IOPS there where none are named. */
  readonly configurable: { readonly from: number; readonly iops: number }
  /** IOPS beyond which gp3 needs at least 1 MiB/s for each 64 of them. */
  readonly muchIops?: number
}

/** MiB/s of gp3 for each of its IOPS, at most. */
const perOperation = 0.25
const perMebibyte = 64
/** Minimum GiB of io1 and io2. */
export const leastProvisioned = 100

const striped: StorageLimits = {
  gp3: { iops: [12_000, 64_000], perGibibyte: [0, 500] },
  io1: { iops: [1000, 256_000], perGibibyte: [0.5, 50] },
  io2: { iops: [1000, 256_000], perGibibyte: [0.5, 1000] },
  throughput: [500, 4000],
  configurable: { from: 400, iops: 12_000 },
}
/** Striped from half the size on. */
const oracle: StorageLimits = { ...striped, configurable: { from: 200, iops: 12_000 } }
const mysql: StorageLimits = { ...striped, muchIops: 32_000 }
/** It stripes no volumes, so that every size may be configured. */
const sqlserver: StorageLimits = {
  gp3: { iops: [3000, 16_000], perGibibyte: [0.5, 500] },
  io1: { iops: [1000, 64_000], perGibibyte: [1, 50] },
  io2: striped.io2,
  throughput: [125, 1000],
  configurable: { from: 0, iops: 3000 },
}

/**
 * What RDS allows for each storage type, by the beginning of its name of the engine. Source: Amazon
 * RDS User Guide, "Amazon RDS DB instance storage" (CHAP_Storage.html), and the SDK's text of
 * CreateDBInstanceMessage.AllocatedStorage.
 */
export function storageLimits(engine: string): StorageLimits {
  if (engine.startsWith('sqlserver')) return sqlserver
  if (engine.startsWith('oracle')) return oracle
  return engine.startsWith('postgres') ? striped : mysql
}

/** Minimum and maximum MiB/s of gp3 with the given IOPS. */
export function throughputRange({ throughput, muchIops }: StorageLimits, iops: number): Range {
  const [from, to] = throughput
  const least = muchIops !== undefined && iops > muchIops ? Math.ceil(iops / perMebibyte) : from
  return [Math.max(from, least), Math.min(to, Math.floor(iops * perOperation))]
}

/** IOPS of a gp3 volume of this size where nobody names any. */
export const usualIops = ({ gp3, configurable }: StorageLimits, gibibytes: number): number =>
  Math.max(configurable.iops, Math.ceil(gp3.perGibibyte[0] * gibibytes))
