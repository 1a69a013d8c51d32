import { quantity } from '../functions/contract/quantity.ts'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { chainFaults, runIndexSchema, sha256, type FoundReport } from '../functions/report/chain.ts'
import { linkSchema } from '../functions/report/schema.ts'

/**
 * The part of a report that the chain needs, so that reports of other Drydock versions are
 * accepted.
 */
const linkedSchema = z.object({
  runId: z.string(),
  finishedAt: z.string().default(''),
  previous: linkSchema.nullable().default(null),
})

const { folder } = new Command()
  .description('Reports which reports are missing or altered.')
  .requiredOption(
    '--folder <dir>',
    'the bucket\'s runs, as `aws s3 sync s3://BUCKET/runs DIR --exclude "*" --include ' +
      '"*/report.json" --include history.json` brings them',
  )
  .parse()
  .opts<{ folder: string }>()

const unreadable: string[] = []
const reports = await Promise.all(
  globSync('*/report.json', { cwd: folder }).map(async (file): Promise<FoundReport> => {
    const bytes = await readFile(join(folder, file))
    const runId = basename(dirname(file))
    const parsed = linkedSchema.safeParse(await json(bytes))
    if (!parsed.success || parsed.data.runId !== runId)
      unreadable.push(
        parsed.success
          ? `${runId}: claims to be the report of ${parsed.data.runId}`
          : `${runId}: is not a report`,
      )
    return {
      runId,
      sha256: sha256(bytes),
      finishedAt: parsed.data?.finishedAt ?? '',
      previous: parsed.data?.previous ?? null,
    }
  }),
)
const index = runIndexSchema
  .nullable()
  .catch(null)
  .parse(await readFile(join(folder, 'history.json')).then(json, () => null))
const faults = [...unreadable, ...chainFaults(reports, index)]
for (const fault of faults) console.log(fault)
console.log(
  faults.length === 0
    ? `${quantity(reports.length, 'report')}: none missing, none altered.`
    : `${quantity(reports.length, 'report')}, ${quantity(faults.length, 'finding')}. The ` +
        'bucket has earlier versions of each; reports beyond evidenceRetentionDays are missing ' +
        'by design.',
)
process.exitCode = faults.length === 0 ? 0 : 1

async function json(bytes: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return null
  }
}
