import type { Sql } from '../../functions/engines/dialect.ts'
import type { MadeTable, OnClone, Scratch } from '../../functions/engines/scratch.ts'

/** The servers of the tests are nobody's production. */
export const onClone = {} as OnClone

export const parent: MadeTable = {
  name: 'MADE',
  columns: [
    { name: 'A', kind: 'integer' },
    { name: 'B', kind: 'text', collated: 'latin1_swedish_ci' },
    { name: 'C', kind: 'binary' },
    { name: 'D', kind: 'time', nullable: true },
    { name: 'E', kind: 'unsigned' },
    { name: 'F', kind: 'long', nullable: true },
  ],
  primary: ['A', 'B'],
  indexes: { BY_D: ['D'], BY_E: ['E'] },
}
export const hanging: MadeTable = {
  name: 'HANGING',
  columns: [
    { name: 'A', kind: 'integer' },
    { name: 'B', kind: 'text', collated: 'latin1_swedish_ci', nullable: true },
  ],
  primary: null,
  indexes: { OF: ['A', 'B'] },
  parent: { table: 'MADE', on: { A: 'A', B: 'B' } },
}

export const scratchStatements: Readonly<Record<string, (scratch: Scratch) => Sql>> = {
  'scratch.make': (scratch) => scratch.make(scratch.beside('port', 'port_scratch')),
  'scratch.drop': (scratch) => scratch.drop(scratch.beside('port', 'port_scratch')),
  'scratch.left': (scratch) => scratch.left('port', 'port_'),
  'scratch.copy': (scratch) => scratch.copy('port', 'C'),
  'scratch.keysOf': (scratch) => scratch.keysOf('port', 'C'),
  'scratch.addKey': (scratch) =>
    scratch.addKey('C', {
      parent: 'T',
      definition: 'CONSTRAINT K FOREIGN KEY (T_ID) REFERENCES T (ID)',
    }),
  'scratch.table': (scratch) => scratch.table(hanging),
  'scratch.change': (scratch) => scratch.change('MADE', 'D', '2026-01-01', ['A', '1']),
  'scratch.dropTable': (scratch) => scratch.dropTable('HANGING'),
}
