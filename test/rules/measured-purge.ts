import { limitsSchema } from '../../functions/contract/environment.ts'
import { measure } from '../../functions/measure/measure.ts'
import { purge } from '../../functions/purge/purge.ts'
import { verify } from '../../functions/checks/verify.ts'
import type { BoundRules } from '../../functions/rules/bound.ts'
import type { Bench } from '../purge/bench.ts'
import { countedBefore } from '../checks/counted-before.ts'

type Counts = Record<string, number>

/** Measures, purges and checks; the rows counted dead and those deleted, by table. */
export async function wholeRun(
  { name, along, schema }: Bench,
  bound: BoundRules,
): Promise<{ dead: Counts; deleted: Counts; failed: string[] }> {
  const live = await schema()
  const { progress: before } = await measure(along(), bound, 'clone', null)
  const { progress: purged } = await purge(along(), bound, null, () => undefined)
  const { progress: after } = await measure(along(), bound, 'clone', null)
  const { tables } = before
  const evidence = countedBefore(name, purged, { schema: live.fingerprint, tables })
  const { checks } = await verify(
    {
      name,
      along: along(),
      bound,
      schema: live,
      before: evidence,
      target: 'clone',
      limits: limitsSchema.parse({}),
      production: null,
    },
    after.tables,
  )
  const some = (counts: readonly (readonly [string, number])[]) =>
    Object.fromEntries(
      counts.filter(([, rows]) => rows > 0).map(([table, rows]) => [table.toUpperCase(), rows]),
    )
  return {
    dead: some(
      before.tables.map(({ table, classes }) => [
        table,
        classes.find((one) => one.name === 'dead')?.rows ?? 0,
      ]),
    ),
    deleted: some(purged.deleted.map(({ table, rows }) => [table, rows])),
    failed: checks.filter(({ passed }) => !passed).map(({ detail }) => detail.toUpperCase()),
  }
}
