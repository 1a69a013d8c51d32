import type { Settings } from '../../contract/settings.ts'
import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import { answering, raw } from './pg-text.ts'
import { judgeRisks } from './judge-risks.ts'
import { readRisks } from './server-risks.ts'

const ofPace = [
  'wal_level',
  'synchronous_commit',
  'full_page_writes',
  'wal_compression',
  'max_wal_size',
  'checkpoint_timeout',
  'shared_buffers',
  'autovacuum',
  'autovacuum_vacuum_cost_delay',
  'autovacuum_vacuum_cost_limit',
]
const ofOutcome = [
  'server_version',
  'timezone',
  'server_encoding',
  'block_size',
  'random_page_cost',
  'enable_indexscan',
  'enable_seqscan',
]
/** What stops a delete on production alone, or changes what it does. */
const ofDeletes = ['session_replication_role', 'in_hot_standby', 'default_transaction_read_only']

type Values = Readonly<Record<string, string>>

/** Bytes that a statement may have: what the server gives memory for at once (MaxAllocSize). */
const longest = 2 ** 30 - 1

const all: Question<Values> = answering(
  raw(
    'SELECT lower(name) AS name, current_setting(name) AS value FROM pg_settings WHERE ' +
      'lower(name) IN ' +
      `(${[...ofPace, ...ofOutcome, ...ofDeletes].map((one) => `'${one}'`).join(', ')})`,
  ),
  (rows) => Object.fromEntries(rows.map(({ name, value }) => [text(name), text(value)])),
)

const picked = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.flatMap((name) => (name in values ? [[name, text(values[name])]] : [])))

export const settings: Question<Settings> = {
  ...all,
  read(rows) {
    const { server_version: version = '', ...values } = all.read(rows)
    return {
      pace: picked(values, ofPace),
      outcome: { version, ...picked(values, ofOutcome) },
      keepsLog: values.wal_level === 'logical',
      longestStatement: longest,
    }
  },
}

export const longestStatement: Question<number | null> = answering(
  raw(`SELECT ${longest} AS longest`),
  ([row]) => Number(row?.longest),
)

/** Whether it follows another server: a standby takes no writes. */
const follows: Question<boolean> = answering(
  raw('SELECT pg_is_in_recovery() AS follows'),
  ([row]) => row?.follows === 't',
)

export async function readiness(database: Pick<Database, 'query'>): Promise<Readiness> {
  const values = await ask(database, all)
  const stops: Advice[] = []
  if (await ask(database, follows))
    return {
      stops: [
        [
          'Production accepts no writes: it is a standby that follows another server.',
          'Set the writer as the source, not a replica.',
        ],
      ],
      odd: [],
      fine: '',
    }
  if ((values.session_replication_role ?? 'origin') !== 'origin')
    stops.push([
      `Production's sessions run with session_replication_role = ` +
        `${values.session_replication_role}: ` +
        'foreign keys do not act, so what hangs on a deleted row would stay.',
      'Set it to origin: in the parameter group, or by ALTER ROLE or ALTER DATABASE … RESET.',
    ])
  const risks = judgeRisks(await readRisks(database))
  return {
    stops: [...stops, ...risks.stops],
    odd: risks.odd,
    fine: 'Production accepts deletes like the rehearsal, and nothing keeps dead rows from VACUUM.',
  }
}
