import type { Measured } from '../../functions/contract/evidence.ts'

export const counted = (dead: number): Measured => ({
  databases: [
    {
      database: 'apim',
      schema: 's',
      skipped: [],
      leftovers: [],
      plans: [],
      tables: [
        {
          table: 'T',
          rule: 'tokens',
          kind: 'rule',
          classes: [{ name: 'dead', rows: dead, hash: '0', other: 0 }],
          settled: true,
          reading: null,
        },
      ],
    },
  ],
})
