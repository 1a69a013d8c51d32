import {
  type SourceEngine,
  sourceEngines,
  type SourceSettings,
} from '../functions/contract/source.ts'

interface EngineDeployed {
  /** The npm package that speaks to it. */
  readonly driver: string
  /** Where it listens, unless told otherwise (SDK, CreateDBInstanceMessage.Port). */
  readonly port: number
}

const deployed: Readonly<Record<SourceEngine, EngineDeployed>> = {
  mysql: { driver: 'mysql2', port: 3306 },
  mariadb: { driver: 'mysql2', port: 3306 },
  postgres: { driver: 'pg', port: 5432 },
  sqlserver: { driver: 'tedious', port: 1433 },
}
/** Of engines that no source may have. */
const notOffered: readonly string[] = ['oracledb']

type Sources = readonly Pick<SourceSettings, 'engine' | 'port'>[]
const engineOf = ({ engine = 'mysql' }: Sources[number]): EngineDeployed => deployed[engine]

/**
 * Drivers of engines that no source has: they stay out of the bundles, and a function that would
 * need one says so.
 */
export function driversLeftOut(sources: Sources): readonly string[] {
  const needed = sources.map((source) => engineOf(source).driver)
  const all = [...sourceEngines.map((engine) => deployed[engine].driver), ...notOffered]
  return [...new Set(all)].filter((driver) => !needed.includes(driver))
}

/** The ports that sources, and so their clones, listen on; each once, in ascending order. */
export const databasePorts = (sources: Sources): readonly number[] =>
  [...new Set(sources.map((source) => source.port ?? engineOf(source).port))].sort((a, b) => a - b)
