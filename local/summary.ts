import type { Report } from '../functions/report/schema.ts'

/** One line per table with rows; once production is purged, by its own count before. */
export function summary({ rules }: Report) {
  const purged = rules.some(({ productionDeleted }) => productionDeleted !== null)
  return Object.fromEntries(
    rules
      .filter(({ before }) => before !== null && before > 0)
      .map(
        ({
          table,
          rule,
          before,
          dead,
          cloneDeleted,
          after,
          productionDeleted: deleted,
          ...one
        }) => [
          table,
          purged
            ? {
                rule,
                dead,
                cloneDeleted,
                productionBefore: one.productionBefore,
                new: one.productionNew,
                deleted,
                after,
              }
            : { rule, before, dead, cloneDeleted, after },
        ],
      ),
  )
}
