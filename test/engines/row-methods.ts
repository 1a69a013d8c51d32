import {
  id,
  old,
  childless,
  hashed,
  columns,
  ofT,
  young,
  everyWord,
  joins,
  child,
  whole,
  rows,
  referred,
  full,
  has,
  keys,
  type Method,
} from './sample.ts'

/** The methods that are asked about rows: of the rules, and of the application. */
export const rowMethods: Readonly<Record<string, Method>> = {
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
  'rows.together': {
    call: (on) => on.rows.together(rows('1', '2'), ['BODY'], 10),
    answers: [['1'], ['2']],
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
}
