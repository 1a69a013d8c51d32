import { mkdir, writeFile } from 'node:fs/promises'
import { after } from 'node:test'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { anyRun } from './any-run.ts'

const scratch = openScratch()
after(() => scratch.close())
export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ evidence }, { gatherRun }, { leftArchives }] = await Promise.all([
  import('../../functions/aws/evidence.ts'),
  import('../../functions/jobs/gather-run.ts'),
  import('../../functions/aws/left-archives.ts'),
])

export const { deployment } = anyRun
export const source = 'production'
export const folderOf = (runId: string) =>
  `${scratch.folder}/buckets/${deployment.evidenceBucket}/archive/${runId}/${source}`
export const surroundings = { spent: () => false, logger: { info: () => undefined } as never }
export const eventOf = (runId: string) => ({
  runId,
  source,
  deployment,
  archive: { mode: 'full' as const, storageClass: 'STANDARD_IA' as const },
})

/** Files of an archive, with the evidence of its purge. */
export async function archived(
  runId: string,
  count: number,
  { done = true, passed = true, database = 'apim' } = {},
) {
  await mkdir(folderOf(runId), { recursive: true })
  for (let number = 0; number < count; number++) {
    const { name, bytes } = await packArchive({
      runId,
      source,
      at: '2026-11-29T10:00:00.000Z',
      database,
      rule: 'tokens',
      cutoff: '2026-11-29T08:00:00.000Z',
      schema: 's',
      number,
      tables: [{ table: 'T', columns: [{ name: 'ID', as: 'text' }], rows: [[String(number)]] }],
    })
    await writeFile(`${folderOf(runId)}/${name}`, bytes)
  }
  const kept = evidence({ runId, deployment })
  await kept.put(source, 'purge-production', { done, databases: [], progress: null })
  const check = { check: 'counts-agree', target: 'production', database: 'apim', detail: '' }
  const checks = [{ ...check, passed }]
  await kept.put(source, 'verify-production', {
    databases: [{ database: 'apim', tables: [], checks }],
  })
}

/** Gathers a run's archive, as its tail or a sweep does. */
export const gathered = (runId: string) => gatherRun(eventOf(runId), surroundings)

/** Runs whose archives a sweep lists. */
export const left = async (): Promise<string[]> =>
  (await leftArchives(deployment)).map(({ runId }) => runId)
