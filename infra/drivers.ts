import { type SourceEngine, type SourceSettings, usualPorts } from '../functions/contract/source.ts'

/** By the driver, the module of it that the functions require; each is a bundle of its own. */
export const driverModules = {
  mysql2: 'mysql2/promise',
  pg: 'pg',
  tedious: 'tedious',
  oracledb: 'oracledb',
} as const
export type Driver = keyof typeof driverModules

/** The npm package that speaks to an engine. */
const drivers: Readonly<Record<SourceEngine, Driver>> = {
  mysql: 'mysql2',
  mariadb: 'mysql2',
  postgres: 'pg',
  sqlserver: 'tedious',
  oracle: 'oracledb',
}

type Sources = readonly Pick<SourceSettings, 'engine' | 'port'>[]
const engineOf = ({ engine = 'mysql' }: Sources[number]): SourceEngine => engine

/**
 * The drivers of the sources' engines. No other is deployed, and a function that would need one
 * says so.
 */
export const driversOf = (sources: Sources): readonly Driver[] => [
  ...new Set(sources.map((source) => drivers[engineOf(source)])),
]

/** The ports of connections to sources, and so to their clones; each once, in ascending order. */
export const databasePorts = (sources: Sources): readonly number[] =>
  [...new Set(sources.map((source) => source.port ?? usualPorts[engineOf(source)]))].sort(
    (a, b) => a - b,
  )
