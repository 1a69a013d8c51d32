import {
  type SourceEngine,
  sourceEngines,
  type SourceSettings,
  usualPorts,
} from '../functions/contract/source.ts'

/** The npm package that speaks to an engine. */
const drivers: Readonly<Record<SourceEngine, string>> = {
  mysql: 'mysql2',
  mariadb: 'mysql2',
  postgres: 'pg',
  sqlserver: 'tedious',
  oracle: 'oracledb',
}

type Sources = readonly Pick<SourceSettings, 'engine' | 'port'>[]
const engineOf = ({ engine = 'mysql' }: Sources[number]): SourceEngine => engine

/**
 * Drivers of engines that no source has: they stay out of the bundles, and a function that would
 * need one says so.
 */
export function driversLeftOut(sources: Sources): readonly string[] {
  const needed = sources.map((source) => drivers[engineOf(source)])
  const all = sourceEngines.map((engine) => drivers[engine])
  return [...new Set(all)].filter((driver) => !needed.includes(driver))
}

/** The ports of connections to sources, and so to their clones; each once, in ascending order. */
export const databasePorts = (sources: Sources): readonly number[] =>
  [...new Set(sources.map((source) => source.port ?? usualPorts[engineOf(source)]))].sort(
    (a, b) => a - b,
  )
