import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Clock } from '../../functions/engines/database.ts'
import { answers, observe } from '../../functions/measure/observe.ts'
import type { PreflightScene } from '../../functions/preflight/scene.ts'
import { zoneCalibrated } from '../../functions/preflight/zone.ts'
import { prove } from '../../functions/checks/all-checks.ts'
import type { ArchiveBatch } from '../../functions/archive/archive.ts'
import { keepRows } from '../../functions/archive/keep-rows.ts'
import { rehearseFile } from '../../functions/archive/rehearse-file.ts'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { readArchiveName } from '../../functions/contract/archive-name.ts'
import { unpackArchive } from '../../functions/contract/unpack-archive.ts'
import { purge, type PurgeOptions } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { storeOf } from '../seed/in-database.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { families as allFamilies } from '../../local/seed/truth.ts'
import type { Engine } from '../seed/engines.ts'
import { clientOf } from '../seed/postgres-connection.ts'
import type { Mutation } from './mutation.ts'
import { cutoff, now } from './mutations.ts'
import { planned } from '../purge/planned.ts'
import { root } from '../seed/root.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'
import { countedBefore } from './counted-before.ts'

const clock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, Math.min(ms, 1))),
  random: Math.random,
}

export const name = 'mutation'
export const schemas = ['apim-4.7.0', 'registry-4.3.0'] as const

async function empty(connection: Connection): Promise<void> {
  const here = clientOf(connection) === undefined ? 'DATABASE()' : "'public'"
  const [tables] = await connection.query<RowDataPacket[]>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${here}`,
  )
  await connection.query('SET SESSION foreign_key_checks = 0, SESSION time_zone = DEFAULT')
  for (const { name: table } of tables) await connection.query(`DELETE FROM \`${table}\``)
  await connection.query('SET SESSION foreign_key_checks = 1')
}

/** Seeds, breaks, purges and judges: the checks that failed, or the error the purge ended with. */
export async function failingChecks(
  engine: Engine,
  connection: Connection,
  {
    rule,
    dialect: change = (same) => same,
    bound: rebind = (same) => same,
    cutoff: instant = cutoff,
    settings = {},
    families = allFamilies,
    rows = 500,
    archived = false,
  }: Mutation,
): Promise<string[]> {
  await empty(connection)
  for (const schema of schemas)
    await seedDatabase(storeOf(connection), { schema, tokens: 1000, now, seed: 11, families })
  // A token of this minute, and one that can be refreshed for three hours more: what a busy
  // production is full of.
  await connection.query(`SET SESSION time_zone = '+00:00'`)
  const token = (id: string, time: string, refresh: string, hours: number) => [
    id,
    1,
    'ACTIVE',
    id,
    time,
    refresh,
    3_600_000,
    hours * 3_600_000,
    `hash-${id}`,
  ]
  await connection.query(
    'INSERT IGNORE INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, ?)',
    ['app-of-one'],
  )
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, ' +
      'REFRESH_TOKEN_VALIDITY_PERIOD, ACCESS_TOKEN_HASH) VALUES ?',
    [
      [
        token('of-this-minute', '2026-11-24 09:29:30', '2026-11-24 09:29:30', 24),
        token('lapses-soon', '2026-11-23 12:30:00', '2026-11-23 12:30:00', 24),
      ],
    ],
  )
  await connection.query(
    "INSERT INTO IDN_OIDC_JTI (JWT_ID, EXP_TIME, TIME_CREATED) VALUES ('soon', '2026-11-24 " +
      "11:00:00', '2026-11-24 09:00:00')",
  )
  // A request whose code is dead and whose token lives; a session of ten minutes that is not stored
  // yet.
  const began = String(now.getTime() - 600_000)
  for (const statement of [
    'INSERT INTO IDN_OAUTH2_AUTHORIZATION_CODE (CODE_ID, STATE, TIME_CREATED, ' +
      "VALIDITY_PERIOD) VALUES ('lapsed', 'ACTIVE', '2026-11-01', 1000)",
    'INSERT INTO IDN_OIDC_REQ_OBJECT_REFERENCE (ID, CONSUMER_KEY_ID, CODE_ID, TOKEN_ID) ' +
      "VALUES (999999, 1, 'lapsed', 'of-this-minute')",
    `INSERT INTO IDN_AUTH_USER_SESSION_MAPPING (SESSION_ID, USER_ID) VALUES ('fresh', 'somebody')`,
    `INSERT INTO IDN_AUTH_SESSION_META_DATA VALUES ('fresh', 'Login Time', '${began}')`,
  ])
    await connection.query(statement)
  const dialect = change(root(engine).dialect)
  const database = await openDatabase({ ...root(engine), dialect, database: name })
  const back = await openDatabase({
    ...root(engine),
    dialect: { ...dialect, session: dialect.undoSession },
    database: name,
  })
  try {
    const schema = await readSchema(database, dialect, name)
    const broken = rules.map((one) => (one.name === rule?.[0] ? { ...one, ...rule[1] } : one))
    const bound = rebind(bindRules(broken, planned(instant, settings), schema))
    const along: Walk = {
      database,
      dialect,
      clock,
      size: fixedSize(rows),
      share: 1,
      spent: () => false,
    }
    const zone = await zoneCalibrated({
      database,
      dialect,
      bound,
      startedAt: now,
    } as PreflightScene)
    const observed = { along, bound, schema, target: 'clone' as const, at: now }
    const start = await observe(observed, null)
    const invariants = await answers(observed, start.progress, null)
    const undo = undoOnClone({ database: back, dialect, schema })
    const { progress } = await purge(along, bound, null, () => undefined, archived ? undo : {})
    const end = await observe(observed, null)
    const { tables } = start.progress.rows
    const evidence = countedBefore(name, progress, {
      schema: schema.fingerprint,
      tables,
      invariants,
    })
    const { checks } = await prove(
      {
        ...observed,
        name,
        before: evidence,
        limits: limitsSchema.parse({}),
        production: null,
        own: [],
        archived,
      },
      end.progress,
    )
    return [
      ...(zone.level === 'failed' ? ['zone-calibrated'] : []),
      ...checks.filter(({ passed }) => !passed).map(({ check }) => check),
    ]
  } catch (error) {
    return [
      error instanceof Error ? error.name : String(error),
      error instanceof Error ? error.message.slice(0, 300) : '',
    ]
  } finally {
    await database.close()
    await back.close()
  }
}

/** Keeps the rows, and tries how they come back, as the purge of a clone does. */
function undoOnClone(of: Parameters<typeof rehearseFile>[0]): PurgeOptions {
  const files: Awaited<ReturnType<typeof packArchive>>[] = []
  const archive = {
    async keep(batch: ArchiveBatch) {
      const at = now.toISOString()
      files.push(await packArchive({ runId: 'r', source: 's', at, ...batch }))
    },
  }
  return {
    keep: keepRows(archive, 'full', {
      database: 'd',
      schema: 's',
      cutoffOf: () => cutoff.toISOString(),
      longest: 2 ** 20,
    }),
    undo(number, compare) {
      const file = files.find(({ name }) => readArchiveName(name)?.number === number)
      return rehearseFile(of, unpackArchive(file?.name ?? '', file?.bytes ?? Buffer.of()), compare)
    },
  }
}
