import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Measured } from '../../functions/contract/evidence.ts'
import { dead, young } from '../../functions/measure/row-classes.ts'

export const limits = limitsSchema.parse({})
export interface Counts {
  readonly dead?: number
  readonly live?: number
  readonly young?: number
}
export function measured(
  { dead: gone = 0, live = 0, young: fresh = 0 }: Counts,
  {
    rule = 'tokens',
    kind = 'rule' as const,
    settled = true,
    schema = 's',
    steps = ['t0 range PRIMARY'],
  } = {},
): Measured {
  const classes = [
    [dead, gone],
    ['still valid', live],
    [young, fresh],
  ]
    .filter(([, rows]) => rows !== 0)
    .map(([name, rows]) => ({ name: String(name), rows: Number(rows), hash: '0', other: 0 }))
  return {
    databases: [
      {
        database: 'apim',
        schema,
        skipped: [],
        leftovers: [],
        plans: [{ rule, table: 'T', steps }],
        words: { refresh: 'ANALYZE TABLE', grantTriggers: 'GRANT TRIGGER ON `a`.* TO the user' },
        tables: [{ table: 'T', rule, kind, classes, settled, reading: null }],
      },
    ],
  }
}
