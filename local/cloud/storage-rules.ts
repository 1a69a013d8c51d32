import { CloudError } from './request.ts'

/** Minimum and maximum GiB by storage type, for MySQL and MariaDB. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  standard: [5, 3072],
  gp2: [20, 65_536],
  gp3: [20, 65_536],
  io1: [100, 65_536],
  io2: [100, 65_536],
}
/** From this size (GiB), gp3 stripes over four volumes; only then can its performance be chosen. */
const striped = 400

export interface Storage {
  readonly StorageType: string
  readonly AllocatedStorage: number
  readonly Iops?: number
  readonly StorageThroughput?: number
}

/** A gp3 volume's baseline performance. */
export const gp3Baseline = (size: number): Pick<Storage, 'Iops' | 'StorageThroughput'> =>
  size < striped ? { Iops: 3000, StorageThroughput: 125 } : { Iops: 12_000, StorageThroughput: 500 }

/**
 * The storage that a restore requests; omitted properties are the snapshot's, or RDS's defaults.
 * @throws CloudError if RDS has no such storage
 */
export function restoredStorage(
  engine: string,
  parameters: URLSearchParams,
  origin: Readonly<Record<string, unknown>>,
): Storage {
  const number = (name: string) => (parameters.has(name) ? Number(parameters.get(name)) : undefined)
  const size = number('AllocatedStorage') ?? Number(origin.AllocatedStorage)
  const type = parameters.get('StorageType') ?? (number('Iops') ? 'io1' : 'gp3')
  const [asked, throughput] = [number('Iops'), number('StorageThroughput')]
  const [from, to] = sizes[type] ?? []
  if (from === undefined || to === undefined)
    throw new CloudError('InvalidParameterValue', `Invalid storage type: ${type}`)
  if (!(size >= from && size <= to && size >= Number(origin.AllocatedStorage)))
    throw refuse(`Invalid storage size for engine name ${engine} and storage type ${type}: ${size}`)
  if (throughput !== undefined && type !== 'gp3')
    throw refuse(`StorageThroughput cannot be set for the storage type ${type}.`)
  if (type === 'gp2' || type === 'standard') {
    const provisioned = String(origin.StorageType).startsWith('io')
    if (asked === undefined ? provisioned : asked !== 0)
      throw refuse(`The storage type ${type} takes no Iops; 0 gives up those of the backup.`)
    return { StorageType: type, AllocatedStorage: size }
  }
  if (type === 'gp3') return gp3(engine, size, asked, throughput, parameters.has('StorageType'))
  const iops = asked ?? (origin.StorageType === type ? Number(origin.Iops) : undefined)
  if (iops === undefined) throw refuse(`The storage type ${type} requires iops to be specified.`)
  checkIops(engine, type, size, iops, 1000, 256_000, type === 'io1' ? 50 : 1000)
  if (iops / size < 0.5) throw ratio(engine, type, iops, size)
  return { StorageType: type, AllocatedStorage: size, Iops: iops }
}

function gp3(
  engine: string,
  size: number,
  iops: number | undefined,
  throughput: number | undefined,
  named: boolean,
): Storage {
  const storage = { StorageType: 'gp3', AllocatedStorage: size, ...gp3Baseline(size) }
  if (size < striped) {
    if (iops !== undefined || throughput !== undefined)
      throw refuse(
        `You can't specify IOPS or storage throughput for engine ${engine} and a storage size ` +
          `less than ${striped}.`,
      )
    return storage
  }
  if (iops === undefined && named)
    throw refuse('The storage type gp3 requires iops to be specified.')
  const [operations, speed] = [iops ?? 12_000, throughput ?? 500]
  checkIops(engine, 'gp3', size, operations, 12_000, 64_000, 500)
  const least = operations > 32_000 ? operations / 64 : 500
  if (throughput !== undefined && !(speed >= least && speed <= 4000 && speed <= operations / 4))
    throw refuse(
      `Invalid storage throughput ${speed} for ${operations} IOPS of the storage type gp3.`,
    )
  return { ...storage, Iops: operations, StorageThroughput: Math.max(speed, least) }
}

function checkIops(
  engine: string,
  type: string,
  size: number,
  iops: number,
  from: number,
  to: number,
  most: number,
): void {
  if (!(Number.isInteger(iops) && iops >= from && iops <= to))
    throw refuse(
      `Invalid IOPS ${iops} for engine name ${engine} and storage type ${type}: ${from} to ${to}.`,
    )
  if (iops / size > most) throw ratio(engine, type, iops, size)
}

const ratio = (engine: string, type: string, iops: number, size: number): CloudError =>
  refuse(
    `Invalid iops to storage (GB) ratio for engine name ${engine} and storage type ${type}: ` +
      `${(iops / size).toFixed(4)}`,
  )
const refuse = (message: string): CloudError =>
  new CloudError('InvalidParameterCombination', message)
