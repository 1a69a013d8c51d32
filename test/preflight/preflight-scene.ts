import type { Connection } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import { throttleSchema } from '../../functions/contract/throttle.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Database } from '../../functions/engines/database.ts'
import type { PreflightScene, SourceFacts, Topology } from '../../functions/preflight/scene.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import type { Engine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'
import { planned } from '../purge/planned.ts'

export const startedAt = new Date('2026-11-24T09:30:00.250Z')
export const cutoff = new Date(startedAt.getTime() - 2 * 3_600_000)
export const facts: SourceFacts = {
  source: 'production',
  kind: 'instance',
  engine: 'mariadb',
  remote: false,
  freeStorage: 50 * 2 ** 30,
  storage: 100 * 2 ** 30,
  growsTo: null,
  replicas: [],
  clones: [],
  elastic: false,
  writerClass: null,
  capacity: null,
  clusterGroup: null,
  copies: null,
  groups: { parameters: null, clusterParameters: null },
  cloneGroups: [],
  state: {
    status: 'available',
    standing: 'usable',
    key: null,
    vpc: null,
    port: 3306,
    suspended: null,
    replicaOf: null,
    pending: [],
  },
  quotas: [],
}

export const topology: Topology = {
  source: 'production',
  engineMode: null,
  scalability: null,
  global: null,
  blueGreen: [],
}

/** What the preflight sees of the connection's database, as root or as another user. */
export async function inScene<T>(
  engine: Engine,
  connection: Connection,
  changes: Partial<PreflightScene> & { readonly user?: string },
  work: (scene: PreflightScene) => Promise<T>,
): Promise<T> {
  const name = connection.config.database ?? ''
  const { user, ...other } = changes
  const address = { ...root(engine), database: name }
  const asRoot: Database = await openDatabase(address)
  const schema = await readSchema(asRoot, address.dialect, name).finally(() => asRoot.close())
  const database = await openDatabase({
    ...address,
    ...(user === undefined ? {} : { user, password: 'pw' }),
  })
  try {
    return await work({
      facts: { ...facts, engine: address.dialect.engine },
      mode: 'purge',
      throttle: throttleSchema.parse({}),
      look: async () => ({ metrics: [], statement: null, commit: null }),
      analyze: false,
      reclaimed: [],
      startedAt,
      name,
      database,
      dialect: address.dialect,
      schema,
      bound: bindRules(rules, planned(cutoff), schema),
      ...other,
    })
  } finally {
    await database.close()
  }
}
