import { shownCount } from '../../contract/quantity.ts'
import type { Advice } from '../answers.ts'

/** What of the server decides whether dead rows, and the log of their deletes, do harm. */
export interface Risks {
  /** Transaction IDs since the oldest row, of any database, that is not frozen. */
  readonly used: number
  readonly vacuums: boolean
  /** Transactions that are old, by who runs them; prepared ones by their number. */
  readonly old: readonly string[]
  readonly prepared: number
  readonly slots: readonly {
    readonly name: string
    readonly active: boolean
    /** Of WAL, kept for its reader. */
    readonly bytes: number
  }[]
  /** Replicas whose queries keep rows from VACUUM (hot_standby_feedback). */
  readonly standbys: readonly string[]
}

/** The server gives no transaction ID when 3 million are left (varsup.c). */
const most = 2 ** 31 - 3_000_000
/** What a purge must leave of them, and from how many used on a person should look. */
const [reserve, aged] = [10_000_000, 1_000_000_000]
/** Bytes from which a slot lags. */
const behind = 2 ** 30

export function judgeRisks({ used, vacuums, old, prepared, slots, standbys }: Risks): {
  readonly stops: readonly Advice[]
  readonly odd: readonly Advice[]
} {
  const stops: Advice[] = []
  const odd: Advice[] = []
  const freeze =
    'Let VACUUM (FREEZE) run on the oldest tables first (SELECT relname, age(relfrozenxid) ' +
    'FROM pg_class ORDER BY 2 DESC), and end what holds it up: old transactions, slots.'
  if (used > most - reserve)
    stops.push([
      `Production has ${shownCount(Math.max(0, most - used))} transaction IDs left before it ` +
        'accepts no more writes.',
      freeze,
    ])
  else if (used > aged)
    odd.push([
      `Production's oldest rows are ${shownCount(used)} transactions old; at ` +
        `${shownCount(most)} it accepts no more writes.`,
      freeze,
    ])
  if (!vacuums)
    odd.push([
      'Autovacuum is off on production (autovacuum, track_counts): nothing takes dead rows ' +
        'away, those of the purge included.',
      'Turn it on in the parameter group; or run VACUUM (ANALYZE) on the purged tables yourself.',
    ])
  if (old.length > 0 || prepared > 0) {
    const who = [
      ...old.slice(0, 3),
      ...(prepared > 0 ? [`${prepared} prepared (pg_prepared_xacts)`] : []),
    ]
    odd.push([
      `Old transactions keep dead rows from VACUUM: ${who.join(', ')}. What the purge deletes ` +
        'stays on the disk, and queries read past it, until they end.',
      'Find out what they do, and end them before the purge (SELECT pg_terminate_backend(…)).',
    ])
  }
  for (const { name, active, bytes } of slots)
    if (!active || bytes > behind)
      odd.push([
        `The replication slot ${name} ${active ? 'lags' : 'has no reader'}: the server keeps ` +
          `${shownCount(Math.round(bytes / 2 ** 20))} MiB of WAL for it, and a purge adds to them.`,
        "Drop it if nobody needs it (SELECT pg_drop_replication_slot('…')), or wait until its " +
          'reader has caught up.',
      ])
  if (standbys.length > 0)
    odd.push([
      'Queries on replicas keep dead rows from VACUUM here (hot_standby_feedback): ' +
        `${standbys.join(', ')}.`,
      'Nothing, while they are short; the throttle pauses where the oldest snapshot gets old ' +
        '(history-list-length).',
    ])
  return { stops, odd }
}
