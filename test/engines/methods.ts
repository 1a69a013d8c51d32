import { ask, type Database, type Question } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { same } from '../../functions/engines/schema.ts'
import { rowMethods } from './row-methods.ts'
import {
  id,
  made,
  instant,
  old,
  childless,
  hashed,
  columns,
  joins,
  whole,
  rows,
  has,
  keys,
  text,
  number,
  tables,
  type Method,
} from './sample.ts'

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
    // In latin1 where the column keeps its letters so, in UTF-8 where the archive always does.
    answers: has((found: unknown) =>
      ['6fe96e', '6fc3a96e'].some(
        (name) => JSON.stringify(found) === JSON.stringify([['2', name, '00ff']]),
      ),
    ),
  },
  keys: { call: (on) => on.keys('T', [id], whole.range, old, 2), answers: [['1'], ['2']] },
  hashes: {
    call: (on) => on.hashes('T', [id], { low: ['1'], high: ['3'] }, old, hashed),
    answers: keys('2', '3'),
  },
  maySelect: { call: (on, database) => on.maySelect(database, 'T'), answers: true },
  mayDelete: { call: (on, database) => on.mayDelete(database, 'T'), answers: true },
  deleteNothing: { call: (on) => on.deleteNothing('T') },
  countAll: { call: (on) => on.countAll('T'), answers: 4 },
  takeLock: { call: (on) => on.takeLock(lock), answers: true },
  savepoint: { call: (on) => on.savepoint },
  toSavepoint: { call: (on) => on.toSavepoint },
  ...rowMethods,
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
  'server.tableReadiness': {
    call: (on, database) => on.server.tableReadiness(database, 'port', ['T', 'C']),
    answers: has(({ stops }: { stops: readonly unknown[] }) => stops.length === 0),
  },
  'server.longestStatement': { call: (on) => on.server.longestStatement, answers: number },
  'server.jobs': { call: (on, database) => on.server.jobs(database), answers: [] },
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
    answers: has((found: ReadonlyMap<string, unknown>) => hasName([...found.keys()], 'T', 'C')),
  },
  'server.sumUp': {
    call: (on) => on.server.sumUp('port', 'T', hashed),
    answers: has(({ rows: total }: { rows: number }) => total === 4),
  },
  'schema.read': {
    call: (on, database) => on.schema.read(database, 'port'),
    answers: has(
      (schema: { tables: readonly { name: string; key: readonly { name: string }[] }[] }) =>
        hasName([schema.tables.find(({ name }) => same(name, 'T'))?.key[0]?.name], 'ID'),
    ),
  },
  'schema.foreignKeys': {
    call: (on, database) => on.schema.foreignKeys(database, 'port'),
    answers: has(
      ({ foreignKeys }: { foreignKeys: readonly { onDelete: string }[] }) =>
        foreignKeys[0]?.onDelete === 'CASCADE',
    ),
  },
  'schema.keysTo': {
    call: (on) => on.schema.keysTo('port', ['T']),
    answers: has(([key]: readonly { onDelete: string }[]) => key?.onDelete === 'CASCADE'),
  },
  'schema.keysFromElsewhere': {
    call: (on, database) => on.schema.keysFromElsewhere(database, 'port'),
    answers: [],
  },
  'schema.columnsOf': {
    call: (on, database) => on.schema.columnsOf(database, 'port', 'T'),
    answers: has(
      ([, named]: readonly { name: string; type: string }[]) =>
        hasName([named?.name], 'NAME') &&
        /^(varchar|character varying)\(20\)$/.test(named?.type ?? ''),
    ),
  },
  'schema.foreignKeysOf': {
    call: (on) => on.schema.foreignKeysOf('C'),
    answers: has((found: readonly string[]) => hasName(found, 'C_OF_T')),
  },
  'schema.sizes': {
    call: (on) => on.schema.sizes('port', ['T']),
    answers: has(([one]: readonly { table: string }[]) => hasName([one?.table], 'T')),
  },
  'upkeep.refresh': { call: (on) => on.upkeep.refresh('T'), answers: 'fine', alone: true },
  'upkeep.check': { call: (on) => on.upkeep.check('T'), answers: 'fine', alone: true },
  'upkeep.waitForTable': { call: (on) => on.upkeep.waitForTable(1) },
  'upkeep.rebuild': { call: (on) => on.upkeep.rebuild('T'), alone: true },
  'upkeep.session': { call: (on) => on.upkeep.session, answers: text },
  inUtc: { call: (on) => on.inUtc },
  inServersZone: { call: (on) => on.inServersZone },
  'rows.deleteChildren': { call: (on) => on.rows.deleteChildren(rows('1', '2'), joins) },
  'rows.deleteRows': { call: (on) => on.rows.deleteRows(rows('1', '2'), old) },
  insert: { call: (on) => on.insert('T', columns, [['5', '61', '00ff']]) },
}

/** Names as a server has them: each once, in its own case. */
function hasName(found: readonly (string | undefined)[], ...names: readonly string[]): boolean {
  return names.every((name) => found.some((one) => same(one ?? '', name)))
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
