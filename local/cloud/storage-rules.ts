import { CloudError } from './request.ts'

/** Minimum and maximum GiB by storage type. */
type Sizes = Readonly<Record<string, readonly [number, number]>>
interface Rules {
  readonly sizes: Sizes
  /**
   * From this size (GiB), gp3 stripes over four volumes; only then can its performance be chosen.
   * null: it never stripes, and it always can.
   */
  readonly striped: number | null
  readonly iops: readonly [number, number]
  readonly speed: readonly [number, number]
  /** Iops for each GiB, at least, by storage type. */
  readonly least: { readonly gp3: number; readonly io1: number }
  readonly mostOfIo1: number
}

const mysql: Rules = {
  sizes: {
    standard: [5, 3072],
    gp2: [20, 65_536],
    gp3: [20, 65_536],
    io1: [100, 65_536],
    io2: [100, 65_536],
  },
  striped: 400,
  iops: [12_000, 64_000],
  speed: [500, 4000],
  least: { gp3: 0, io1: 0.5 },
  mostOfIo1: 256_000,
}
const sqlserver: Rules = {
  sizes: {
    standard: [20, 1024],
    gp2: [20, 16_384],
    gp3: [20, 16_384],
    io1: [100, 16_384],
    io2: [100, 16_384],
  },
  striped: null,
  iops: [3000, 16_000],
  speed: [125, 1000],
  least: { gp3: 0.5, io1: 1 },
  mostOfIo1: 64_000,
}
const oracle: Rules = {
  ...mysql,
  sizes: { ...mysql.sizes, standard: [10, 3072] },
  striped: 200,
}

function rulesOf(engine: string): Rules {
  if (engine.startsWith('sqlserver-')) return sqlserver
  return engine.startsWith('oracle-') ? oracle : mysql
}

export interface Storage {
  readonly StorageType: string
  readonly AllocatedStorage: number
  readonly Iops?: number
  readonly StorageThroughput?: number
}

/** A gp3 volume's baseline performance. */
export function gp3Baseline(
  engine: string,
  size: number,
): Pick<Storage, 'Iops' | 'StorageThroughput'> {
  const { striped } = rulesOf(engine)
  return striped === null || size < striped
    ? { Iops: 3000, StorageThroughput: 125 }
    : { Iops: 12_000, StorageThroughput: 500 }
}

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
  const rules = rulesOf(engine)
  const [from, to] = rules.sizes[type] ?? []
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
  const [most, least] = type === 'io1' ? [rules.mostOfIo1, rules.least.io1] : [256_000, 0.5]
  checkIops(engine, type, size, iops, 1000, most, type === 'io1' ? 50 : 1000)
  if (iops / size < least) throw ratio(engine, type, iops, size)
  return { StorageType: type, AllocatedStorage: size, Iops: iops }
}

function gp3(
  engine: string,
  size: number,
  iops: number | undefined,
  throughput: number | undefined,
  named: boolean,
): Storage {
  const storage = { StorageType: 'gp3', AllocatedStorage: size, ...gp3Baseline(engine, size) }
  const { striped, iops: range, speed, least } = rulesOf(engine)
  if (striped !== null && size < striped) {
    if (iops !== undefined || throughput !== undefined)
      throw refuse(
        `You can't specify IOPS or storage throughput for engine ${engine} and a storage size ` +
          `less than ${striped}.`,
      )
    return storage
  }
  if (iops === undefined && named)
    throw refuse('The storage type gp3 requires iops to be specified.')
  const operations = iops ?? storage.Iops ?? range[0]
  checkIops(engine, 'gp3', size, operations, range[0], range[1], 500)
  if (operations / size < least.gp3) throw ratio(engine, 'gp3', operations, size)
  const slowest = striped !== null && operations > 32_000 ? operations / 64 : speed[0]
  const asked = throughput ?? speed[0]
  if (throughput !== undefined)
    if (!(asked >= slowest && asked <= speed[1] && asked <= operations / 4))
      throw refuse(
        `Invalid storage throughput ${asked} for ${operations} IOPS of the storage type gp3.`,
      )
  return { ...storage, Iops: operations, StorageThroughput: Math.max(asked, slowest) }
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
