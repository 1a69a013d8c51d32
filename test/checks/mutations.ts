import { before, elapsed, every, not, some, text } from '../../functions/rules/rule.ts'
import { wallTimes } from '../../functions/rules/wall-times.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { dead } from '../scenarios/broken.ts'
import { archiveMutations } from './broken-archive.ts'
import { findsLess, countsLess, unheld } from './broken-engine.ts'
import type { Mutation } from './mutation.ts'

export const now = new Date('2026-11-24T09:30:00.250Z')
export const cutoff = new Date(cutoffOf(now))

export const mutations: readonly Mutation[] = [
  {
    name: 'wrong connective: one lapsed period is enough',
    families: ['tokens'],
    rule: dead('tokens', (one) =>
      one.is === 'every' && one.of.every(({ is }) => is === 'lapsed') ? some(...one.of) : undefined,
    ),
    caught: ['usable-tokens', 'hot-queries'],
  },
  {
    name: 'wrong comparison: dead while the periods run',
    families: ['tokens'],
    rule: dead('tokens', (one) => (one.is === 'lapsed' ? not(one) : undefined)),
    caught: ['usable-tokens', 'hot-queries'],
  },
  {
    name: 'wrong zone: the cutoff taken for wall time nine hours east',
    families: ['tokens', 'others'],
    cutoff: new Date(cutoff.getTime() + 9 * 3_600_000),
    caught: ['usable-tokens', 'still-remembered'],
  },
  {
    name: 'wrong zone: the session reads nine hours west of what was written',
    families: ['tokens'],
    dialect: (dialect) => ({
      ...dialect,
      session: [
        ...dialect.session,
        dialect.engine === 'postgres'
          ? "SET TIME ZONE INTERVAL '-09:00' HOUR TO MINUTE"
          : "SET SESSION time_zone = '-09:00'",
      ],
    }),
    caught: ['zone-calibrated'],
  },
  {
    name: 'wrong zone: nobody states it, and the cutoffs stay where they are',
    families: ['tokens', 'others'],
    bound: (bound) => ({ ...bound, times: wallTimes(null, now) }),
    caught: ['usable-tokens', 'still-remembered'],
  },
  {
    name: 'a request goes with its dead code, though its token lives',
    families: ['tokens'],
    bound: (bound) => ({
      ...bound,
      rules: bound.rules.map((rule) => ({ ...rule, dead: unheld(rule.dead) })),
      tables: bound.tables.map((table) => ({ ...table, dead: unheld(table.dead) })),
    }),
    caught: ['usable-tokens'],
  },
  {
    name: 'rows about a session go while it is not stored yet',
    families: ['sessions'],
    rule: [
      'session-users',
      { dead: not({ is: 'survivor', rule: 'sessions', on: { SESSION_ID: 'SESSION_ID' } }) },
    ],
    caught: ['live-sessions'],
  },
  {
    name: 'missing state: any token made before the cutoff',
    families: ['tokens'],
    rule: ['tokens', { dead: every(before('TIME_CREATED'), before('REFRESH_TOKEN_TIME_CREATED')) }],
    caught: ['usable-tokens', 'hot-queries'],
  },
  {
    name: 'a state too many: EXPIRED goes at once, as REVOKED does',
    families: ['tokens'],
    rule: dead('tokens', (one) =>
      one.is === 'text' && one.among.includes('REVOKED')
        ? text('TOKEN_STATE', 'INACTIVE', 'REVOKED', 'EXPIRED')
        : undefined,
    ),
    caught: ['usable-tokens'],
  },
  {
    name: 'swapped key: a code looks for its token by its own id',
    families: ['tokens'],
    rule: dead('codes', (one) =>
      one.is === 'survivor' ? { ...one, on: { TOKEN_ID: 'CODE_ID' } } : undefined,
    ),
    caught: ['codes-in-use'],
  },
  {
    name: 'off-by-one cursor: the last row of each range is passed over',
    families: ['registry'],
    rows: 97,
    dialect: (dialect) => countsLess(findsLess(dialect)),
    caught: ['RowsDisagree'],
  },
  {
    name: 'off-by-one cursor, in what finds the dead alone',
    families: ['registry'],
    rows: 97,
    dialect: findsLess,
    caught: ['RowsDisagree'],
  },
  {
    name: 'off-by-one cursor, in what counts alone',
    families: ['tokens'],
    rows: 97,
    dialect: countsLess,
    caught: ['every-row-seen'],
    engines: ['MariaDB', 'PostgreSQL'],
  },
  {
    name: 'a delete that names no rows',
    families: ['tokens'],
    dialect: (dialect) => ({
      ...dialect,
      rows: {
        ...dialect.rows,
        deleteRows: (rows, condition) => {
          const { text } = dialect.rows.deleteRows(rows, condition)
          return { text: text.slice(0, text.indexOf(' WHERE ')), values: [] }
        },
      },
    }),
    caught: ['StatementRefused'],
    engines: ['MariaDB', 'PostgreSQL'],
  },
  {
    name: 'cascade forgotten, and none in the database',
    families: ['tokens'],
    dialect: (dialect) => ({
      ...dialect,
      session: [
        ...dialect.session,
        dialect.engine === 'postgres'
          ? 'SET session_replication_role = replica'
          : 'SET SESSION foreign_key_checks = 0',
      ],
    }),
    bound: (bound) => ({ ...bound, rules: bound.rules.map((rule) => ({ ...rule, children: [] })) }),
    caught: ['no-orphan', 'survivors-unchanged'],
    engines: ['MariaDB', 'PostgreSQL'],
  },
  {
    name: 'children of living rows: the keys of the parents are lost',
    families: ['tokens'],
    rows: 97,
    dialect: (dialect) => ({
      ...dialect,
      rows: {
        ...dialect.rows,
        deleteChildren: (rows, joins) => {
          const statement = dialect.rows.deleteChildren(rows, joins)
          // Of tables further down PostgreSQL would build every combination of their rows.
          if (joins.length > 1) return statement
          return { ...statement, text: `${statement.text} OR TRUE` }
        },
        deleteRows(of, condition) {
          const statement = dialect.rows.deleteRows(of, condition)
          if (!/_SCOPE$/i.test(of.table)) return statement
          return { ...statement, text: `${statement.text} OR TRUE` }
        },
      },
    }),
    caught: ['RowsDisagree'],
  },
  {
    name: 'a session is superseded by an older row',
    families: ['sessions'],
    rule: dead('sessions', (one) =>
      one.is === 'row' && one.where?.is === 'elapsed'
        ? { ...one, compare: [{ there: 'TIME_CREATED', sign: '<=', here: 'TIME_CREATED' }] }
        : undefined,
    ),
    caught: ['live-sessions', 'hot-queries'],
  },
  {
    name: 'a logout goes before the session it ends',
    families: ['sessions'],
    rule: dead('sessions', (one) =>
      one.is === 'not' && one.of.is === 'row' ? every() : undefined,
    ),
    caught: ['live-sessions'],
  },
  {
    name: 'wrong unit: milliseconds compared as nanoseconds',
    families: ['others'],
    rule: ['revoked-jwts', { dead: elapsed('EXPIRY_TIMESTAMP', 'ns') }],
    caught: ['still-remembered'],
  },
  {
    name: 'a state forgotten: revoked tokens stay',
    families: ['tokens'],
    rule: dead('tokens', (one) =>
      one.is === 'text' && one.among.includes('REVOKED')
        ? text('TOKEN_STATE', 'INACTIVE')
        : undefined,
    ),
    caught: [],
    harmless:
      'nothing that lives goes; dead rows stay, and the report has them under "What was ' +
      'kept". That each rule takes all that it is to take is shown where the rules are tried, ' +
      'on every schema (test/rules/catalogue.test.ts)',
  },
  {
    name: 'JTIs go by when they were made',
    families: ['others'],
    rule: ['jtis', { dead: before('TIME_CREATED') }],
    caught: ['still-remembered'],
  },
  {
    name: 'links judged by their path where they have a version',
    families: ['registry'],
    rule: dead('registry-property-links', (one) =>
      one.is === 'survivor' && 'REG_VERSION' in one.on ? some() : undefined,
    ),
    caught: ['resource-property'],
  },
  {
    name: 'the newest line of a path goes too',
    families: ['registry'],
    rule: ['registry-log', { dead: before('REG_LOGGED_TIME') }],
    caught: ['newest-log-lines'],
  },
  ...archiveMutations,
]
