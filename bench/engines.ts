import type { Engine } from '../local/engines/engines.ts'
import type { BenchEngine } from './bench-engine.ts'

const load: Readonly<Record<Engine, () => Promise<BenchEngine>>> = {
  mysql: async () => (await import('./mysql/mysql.ts')).benchOf('mysql'),
  mariadb: async () => (await import('./mysql/mysql.ts')).benchOf('mariadb'),
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
}

export const benchEngine = (engine: Engine): Promise<BenchEngine> => load[engine]()
