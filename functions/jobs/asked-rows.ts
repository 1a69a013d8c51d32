import { evidence } from '../aws/evidence.ts'
import { readIndex } from '../aws/run-index.ts'
import { NamedError } from '../contract/errors.ts'
import { measuredSchema } from '../contract/evidence.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { readLeft } from '../measure/read-left.ts'
import { askedTables, lastPurge, type AskedTable } from '../report/asked-tables.ts'
import { runIndexSchema } from '../report/chain.ts'
import type { PastRun } from '../report/schema.ts'

interface Asked {
  readonly before: PastRun | undefined
  readonly asked: readonly { readonly source: string; readonly tables: readonly AskedTable[] }[]
}

/** What a run asks to delete from production, by source, beside the last purge that succeeded. */
export async function askedRows(
  run: Run,
  sources: readonly Pick<SourcePlan, 'name'>[],
): Promise<Asked> {
  const before = lastPurge(await runsBefore(run))
  const kept = evidence(run)
  const asked: Asked['asked'][number][] = []
  for (const { name } of sources) {
    const get = (step: string) => kept.get(name, step)
    const counted = await readLeft(get, 'measure-production', measuredSchema)
    asked.push({ source: name, tables: askedTables(counted, before) })
  }
  return { before, asked }
}

/** The runs of the index; none where it cannot be read, since it only compares. */
async function runsBefore({ deployment }: Run): Promise<readonly PastRun[]> {
  const stored = await readIndex(deployment).catch((error: unknown) => {
    if (error instanceof NamedError && error.name === 'AwsUnavailable') throw error
    return null
  })
  return runIndexSchema.safeParse(stored?.content).data?.runs ?? []
}
