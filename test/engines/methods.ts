import { ask, type Database, type Question } from '../../functions/engines/database.ts'
import type { Dialect, KeyColumn, Sql } from '../../functions/engines/dialect.ts'
import type { Live } from '../../functions/engines/live.ts'
import type { NamedRows } from '../../functions/engines/named-rows.ts'

/** What a method of the port is called with here, on the tables `T` and `C`; and what an engine has to answer. */
interface Method {
  readonly call: (dialect: Dialect, database: Pick<Database, 'query'>) => Sql | Promise<unknown>
  /** Of a method that answers: the value, or what holds of it. */
  readonly answers?: unknown
}

/** T has the rows 1 to 4, C a row for each of 1 and 2, which hang on them. Row 4 is young. */
export const tables = ['T', 'C'] as const

const id: KeyColumn = { name: 'ID', kind: 'integer', nullable: false }
const made: KeyColumn = { name: 'MADE', kind: 'time', nullable: false }
const instant = new Date('2026-01-01T00:00:00.000Z')
const old = { is: 'before', column: 'MADE', instant } as const
const childless = { is: 'not', of: { is: 'exists', table: 'C', on: { T_ID: 'ID' } } } as const
const hashed = [
  { name: 'ID', long: false },
  { name: 'NAME', long: false },
  { name: 'BODY', long: true },
]
const columns = [
  { name: 'ID', as: 'text' },
  { name: 'NAME', as: 'bytes', charset: 'latin1' },
  { name: 'BODY', as: 'bytes', long: true },
] as const
const ofT: Live = { is: 'equal', one: ['c', 'T_ID'], other: ['t0', 'ID'] }
/** True of the rows 2 to 4. */
const young: Live = {
  is: 'all',
  of: [
    { is: 'number', at: ['t0', 'ID'], sign: '>', value: 1n },
    { is: 'time', at: ['t0', 'MADE'], sign: '<=', instant: new Date('2027-01-01') },
  ],
}
const everyWord: Live = {
  is: 'any',
  of: [
    young,
    { is: 'unset', at: ['t0', 'ID'] },
    { is: 'digits', at: ['t0', 'NAME'], from: 1n, to: 9n },
    { is: 'runs', created: ['t0', 'MADE'], period: ['t0', 'ID'], instant },
    { is: 'among', at: ['t0', 'NAME'], texts: ['a', 'b'] },
    { is: 'not among', at: ['t0', 'NAME'], texts: ['a'] },
    {
      is: 'there',
      from: { table: 'C', as: 'c' },
      where: {
        is: 'all',
        of: [ofT, { is: 'greater', one: ['c', 'N'], other: ['t0', 'ID'] }],
      },
    },
  ],
}
const joins = [{ table: 'C', on: { T_ID: 'ID' }, indexes: ['OF_T'] }]
const child = [{ name: 'N', long: false }]
const whole = { range: { low: null, high: null }, to: ['3'] }
const rows = (...keys: string[]): NamedRows => ({
  table: 'T',
  key: [id],
  index: 'PRIMARY',
  keys: keys.map((key) => [key]),
  hashes: null,
  hashed,
})
const referred = { table: 'T', columns: ['ID'], index: 'PRIMARY' }
const full = { columns, hashed, old, identity: [{ name: 'ID', long: false }] }
const keysOf = (found: unknown): unknown =>
  (found as readonly { readonly key: unknown }[]).map(({ key }) => key)
const has = (test: (value: never) => boolean) => test
const [text, number] = [
  has((value: unknown) => typeof value === 'string' && value !== ''),
  has((value: unknown) => typeof value === 'number'),
]
const keys = (...expected: string[]) =>
  has(
    (found: unknown) =>
      JSON.stringify(keysOf(found)) === JSON.stringify(expected.map((key) => [key])),
  )
const lock = 'drydock port'

/** Every method of the port, in the order in which they are asked. */
export const methods: Readonly<Record<string, Method>> = {
  boundary: { call: (on) => on.boundary('T', [id], ['1'], 2, 'PRIMARY'), answers: ['3'] },
  reached: { call: (on) => on.reached('T', [id], ['1'], ['3']), answers: true },
  countBefore: {
    call: (on) => on.countBefore('T', made, '2026-01-01 00:00:00.000', 10),
    answers: 3,
  },
  classify: {
    call: (on) =>
      on.classify('T', [id], whole.range, [{ name: 'old', when: old }], 'young', hashed, childless),
    answers: has((found: readonly { name: string; rows: number; other: number }[]) =>
      ['old 3 1', 'young 1 1'].every((one) =>
        found.some(({ name, rows: total, other }) => `${name} ${total} ${other}` === one),
      ),
    ),
  },
  anyRow: { call: (on) => on.anyRow('T'), answers: true },
  readByKey: {
    call: (on) => on.readByKey('T', [columns[0]], [['2']], columns),
    answers: [['2', '6fe96e', '00ff']],
  },
  keys: { call: (on) => on.keys('T', [id], whole.range, old, 2), answers: [['1'], ['2']] },
  hashes: {
    call: (on) => on.hashes('T', [id], { low: ['1'], high: ['3'] }, old, hashed),
    answers: keys('2', '3'),
  },
  maySelect: { call: (on) => on.maySelect('T') },
  mayDelete: { call: (on) => on.mayDelete('T') },
  deleteNothing: { call: (on) => on.deleteNothing('T') },
  countAll: { call: (on) => on.countAll('T'), answers: 4 },
  takeLock: { call: (on) => on.takeLock(lock), answers: true },
  savepoint: { call: (on) => on.savepoint },
  toSavepoint: { call: (on) => on.toSavepoint },
  'rows.candidates': {
    call: (on) =>
      on.rows.candidates('T', [id], 'PRIMARY', { low: ['1'], high: null }, old, columns, null, 10),
    answers: keys('2', '3'),
  },
  'rows.readRange': {
    call: (on) => on.rows.readRange('T', [id], 'PRIMARY', whole.range, old, full, 1),
    answers: has(
      ([row]: readonly { old: boolean; values: unknown; lengths: unknown }[]) =>
        row?.old === true &&
        JSON.stringify([row.values, row.lengths]) === '[["1","61","00ff"],[null,null,2]]',
    ),
  },
  'rows.read': { call: (on) => on.rows.read(rows('3', '4'), full), answers: keys('3', '4') },
  'rows.childSizes': {
    call: (on) => on.rows.childSizes(rows('1', '2', '3'), joins, [{ name: 'N', as: 'text' }]),
    answers: keys('1', '2'),
  },
  'rows.readChildren': {
    call: (on) =>
      on.rows.readChildren(rows('1', '3'), joins, [{ name: 'N', as: 'text' }], child, 10),
    answers: keys('1'),
  },
  'rows.find': { call: (on) => on.rows.find(rows('3', '4'), old), answers: keys('3') },
  'rows.lock': { call: (on) => on.rows.lock(rows('3', '4'), old), answers: keys('3') },
  'rows.lockSum': {
    call: (on) => on.rows.lockSum(rows('3', '4'), null),
    answers: has(
      ({ rows: total, hash }: { rows: number; hash: bigint }) => total === 2 && hash > 0n,
    ),
  },
  'rows.lockChildren': {
    call: (on) => on.rows.lockChildren(rows('1', '3'), joins, child),
    answers: keys('1'),
  },
  'rows.lockChildrenSum': {
    call: (on) => on.rows.lockChildrenSum(rows('1', '2', '3'), joins, child),
    answers: has(({ rows: total }: { rows: number }) => total === 2),
  },
  'rows.lockReferred': {
    call: (on) => on.rows.lockReferred(rows('1', '3'), [], referred),
    answers: [],
  },
  'rows.count': { call: (on) => on.rows.count(rows('1', '3'), childless), answers: 1 },
  'rows.countLiving': {
    call: (on) => on.rows.countLiving(rows('1', '3'), young),
    answers: 1,
  },
  'live.count': {
    call: (on) => on.live.count('T', [id], whole.range, everyWord, hashed),
    answers: has(({ rows: total }: { rows: number }) => total === 4),
  },
  'live.some': {
    call: (on) => on.live.some('T', [id], whole.range, young, 2),
    answers: [['2'], ['3']],
  },
  'live.countJoined': {
    call: (on) =>
      on.live.countJoined(
        'T',
        [id],
        whole.range,
        { is: 'none', of: { is: 'empty', at: ['t0', 'BODY'] } },
        [[{ table: 'C', as: 'c', on: ofT }], [{ table: 'C', as: 'c', optional: true, on: ofT }]],
        [['c', 'N']],
      ),
    answers: has(({ rows: total }: { rows: number }) => total === 5),
  },
  'live.newest': {
    call: (on) => on.live.newest('T', ['NAME', 'MADE'], 'ID'),
    answers: { rows: 4, hash: 10n },
  },
  'live.seed': {
    call: (on) => on.live.seed('T', [id], ['3'], ['NAME', 'BODY']),
    answers: ['c', null],
  },
  'live.read': {
    call: (on) =>
      on.live.read({
        columns: [['t', 'ID']],
        digest: ['t', 'BODY'],
        from: { table: 'T', as: 't' },
        joins: [
          {
            table: 'C',
            as: 'c',
            optional: true,
            on: { is: 'equal', one: ['c', 'T_ID'], other: ['t', 'ID'] },
          },
        ],
        where: { is: 'value', at: ['t', 'NAME'], value: 'c', orEmpty: true },
        newest: ['t', 'ID'],
      }),
    answers: [{ ID: '3', object: null }],
  },
  'server.cipher': { call: (on) => on.server.cipher, answers: '' },
  'server.clock': {
    call: (on) => on.server.clock,
    answers: has(
      ({ version, utc }: { version: string; utc: string }) =>
        /^\d+\.\d+/.test(version) && Math.abs(Date.parse(`${utc}Z`) - Date.now()) < 60_000,
    ),
  },
  'server.identity': { call: (on) => on.server.identity, answers: text },
  'server.times': {
    call: (on) =>
      on.server.times(
        'T',
        'MADE',
        new Date('2025-01-01'),
        new Date('2026-01-02'),
        new Date('2027-01-01'),
      ),
    answers: has(
      ({ recent, future, newest }: { recent: number; future: number; newest: string }) =>
        recent === 3 && future === 1 && newest.startsWith('2025-06-01 00:00:00'),
    ),
  },
  'server.newest': {
    call: (on) => on.server.newest('T', 'MADE', instant),
    answers: has((newest: string) => newest.startsWith('2025-06-01 00:00:00')),
  },
  'server.epochs': {
    call: (on) => on.server.epochs('T', 'ID', new Date(0), instant),
    answers: 4,
  },
  'server.limitTime': { call: (on) => on.server.limitTime(0) },
  'server.plan': {
    call: (on) => on.server.plan(on.rows.find(rows('3'), null)),
    answers: has(
      ([step]: readonly { table: string; access: string }[]) =>
        step?.table === 't0' && step.access === 'lookup',
    ),
  },
  'server.estimates': {
    call: (on) => on.server.estimates('port'),
    answers: has((found: ReadonlyMap<string, unknown>) => found.has('T')),
  },
  'server.space': {
    call: (on) => on.server.space('port'),
    answers: has((found: readonly unknown[]) => found.length === tables.length),
  },
  'server.deleteTriggers': { call: (on) => on.server.deleteTriggers('port'), answers: [] },
  'server.replicas': { call: (on, database) => on.server.replicas(database), answers: [] },
  'server.sessions': { call: (on) => on.server.sessions, answers: [] },
  'server.lockHolder': {
    call: (on) => on.server.lockHolder(lock),
    answers: has(({ id: holder }: { id: string }) => /^\d+$/.test(holder)),
  },
  'server.ping': { call: (on) => on.server.ping, answers: 1 },
  'server.runningThreads': { call: (on) => on.server.runningThreads, answers: number },
  'server.historyLength': { call: (on) => on.server.historyLength, answers: number },
  'server.replicaLag': { call: (on, database) => on.server.replicaLag(database), answers: null },
  'server.rights': {
    call: (on) => on.server.rights('port'),
    answers: has(
      ({ missing, seesSessions }: { missing: readonly string[]; seesSessions: boolean }) =>
        missing.length === 0 && seesSessions,
    ),
  },
  'server.settings': {
    call: (on) => on.server.settings,
    answers: has(({ outcome }: { outcome: object }) => 'version' in outcome),
  },
  'server.readiness': {
    call: (on, database) => on.server.readiness(database),
    answers: has(({ stops }: { stops: readonly unknown[] }) => stops.length === 0),
  },
  'server.longestStatement': { call: (on) => on.server.longestStatement, answers: number },
  'server.jobs': { call: (on) => on.server.jobs, answers: [] },
  'server.jobsRun': {
    call: (on) => on.server.jobsRun,
    answers: has((runs: unknown) => typeof runs === 'boolean'),
  },
  'server.readJobs': {
    call: (on, database) =>
      on.server.readJobs(database, [
        { owner: 'port', name: 'J', shown: 'J', definition: 'DELETE FROM T' },
      ]),
    answers: [{ texts: ['DELETE FROM T'], unread: [] }],
  },
  'server.otherTables': {
    call: (on) => on.server.otherTables(['port']),
    answers: has((found: readonly unknown[]) => found.length === 0),
  },
  'server.columns': {
    call: (on) => on.server.columns('port'),
    answers: has((found: ReadonlyMap<string, unknown>) => found.has('T') && found.has('C')),
  },
  'server.sumUp': {
    call: (on) => on.server.sumUp('port', 'T', hashed),
    answers: has(({ rows: total }: { rows: number }) => total === 4),
  },
  'schema.read': {
    call: (on, database) => on.schema.read(database, 'port'),
    answers: has(
      (schema: { tables: readonly { name: string; key: readonly { name: string }[] }[] }) =>
        schema.tables.find(({ name }) => name === 'T')?.key[0]?.name === 'ID',
    ),
  },
  'schema.foreignKeys': {
    call: (on, database) => on.schema.foreignKeys(database, 'port'),
    answers: has(
      ({ foreignKeys }: { foreignKeys: readonly { onDelete: string }[] }) =>
        foreignKeys[0]?.onDelete === 'CASCADE',
    ),
  },
  'schema.columnsOf': {
    call: (on) => on.schema.columnsOf('port', 'T'),
    answers: has(
      ([, named]: readonly { name: string; type: string }[]) =>
        named?.name === 'NAME' && named.type === 'varchar(20)',
    ),
  },
  'schema.foreignKeysOf': { call: (on) => on.schema.foreignKeysOf('C'), answers: ['C_OF_T'] },
  'schema.sizes': {
    call: (on) => on.schema.sizes('port', ['T']),
    answers: has(([one]: readonly { table: string }[]) => one?.table === 'T'),
  },
  'upkeep.refresh': { call: (on) => on.upkeep.refresh('T'), answers: 'fine' },
  'upkeep.check': { call: (on) => on.upkeep.check('T'), answers: 'fine' },
  'upkeep.waitForTable': { call: (on) => on.upkeep.waitForTable(1) },
  'upkeep.rebuild': { call: (on) => on.upkeep.rebuild('T') },
  'upkeep.session': { call: (on) => on.upkeep.session, answers: text },
  inUtc: { call: (on) => on.inUtc },
  inServersZone: { call: (on) => on.inServersZone },
  'rows.deleteChildren': { call: (on) => on.rows.deleteChildren(rows('1', '2'), joins) },
  'rows.deleteRows': { call: (on) => on.rows.deleteRows(rows('1', '2'), old) },
  insert: { call: (on) => on.insert('T', columns, [['5', '61', '00ff']]) },
}

/** Members of the port that have no SQL to be asked, or are asked elsewhere, and where. */
export const elsewhere: Readonly<Record<string, string>> = {
  engine: 'a name',
  open: 'every test that connects',
  session: 'opens the session of each',
  undoSession: 'test/archive/put-back.ts',
  inspectDelete: 'test/engines/mysql/inspect.test.ts',
  'server.isOurs': 'a word in a version',
  'server.supports': 'test/preflight/preflight.test.ts',
  'server.readers': 'an Aurora table: test/local/cluster-source.test.ts',
  'server.stopJob': 'test/preflight/preflight.test.ts',
  'upkeep.byHand': 'the text of rebuild',
  'upkeep.endStatement': 'test/reclaim/rebuild.test.ts',
}

/** Calls a method, and answers what it answers. */
export async function called(
  { call }: Method,
  dialect: Dialect,
  database: Pick<Database, 'query' | 'execute'>,
): Promise<unknown> {
  const asked = call(dialect, database)
  if (asked instanceof Promise) return asked
  return 'read' in asked ? ask(database, asked as Question<unknown>) : database.execute(asked)
}
