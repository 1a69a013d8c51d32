import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { engines, isPreview, type EngineRow } from '../../functions/engines/engines.ts'
import { previewOf } from '../../functions/preflight/preview.ts'
import { previewsIn } from '../../functions/report/previews.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
const { handler } = await import('../../functions/plan-run.ts')

/** Nobody connects to it. */
const nowhere = {
  engine: 'mariadb',
  version: '10.11.19',
  host: '127.0.0.1',
  port: 1,
  ended: new Promise<never>(() => undefined),
  stop: async () => undefined,
}
const name = 'apim-production'
cloud.rds.addInstance(name, nowhere as unknown as DatabaseServer)

const example = runEnvironmentOf(loadEnvironment('example'))
const planned = (mode: string, acceptPreview: boolean) =>
  handler(
    {
      execution: { name: 'run-1', startTime: new Date(Date.now() - 1000).toISOString() },
      environment: {
        ...example,
        sources: example.sources.slice(0, 1),
        allowProductionPurge: true,
        acceptPreview,
      },
      deployment: {
        cloneSecurityGroup: 'sg-1',
        evidenceBucket: 'evidence',
        reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
      },
      input: { mode },
    },
    { getRemainingTimeInMillis: () => 60_000 } as never,
  )

/** What a run that was let pass ends with: its secret does not exist. */
const passed = { name: 'AccessDenied' }

/** The row of an engine as it is in the list, but a preview. */
async function asPreview(work: () => Promise<void>): Promise<void> {
  const list = engines as Record<string, EngineRow>
  const row = engines.mariadb
  assert.ok(row !== undefined)
  list.mariadb = { ...row, preview: true }
  await work().finally(() => {
    list.mariadb = row
  })
}

test('mode purge of a preview is refused before anything is asked of its server, and says what to do', () =>
  asPreview(async () => {
    await assert.rejects(planned('purge', false), {
      name: 'ProductionNotAllowed',
      message:
        /"apim-production", which runs mariadb.*never ran on a server.*"acceptPreview": true/s,
    })
  }))

test('a preview may be rehearsed, and purged once that is accepted', () =>
  asPreview(async () => {
    for (const [mode, accepted] of [
      ['plan', false],
      ['rehearse', false],
      ['purge', true],
    ] as const)
      await assert.rejects(planned(mode, accepted), passed)
  }))

test('an engine that ran on its own server needs no such acceptance', async () => {
  assert.equal(isPreview('mariadb', name), false)
  await assert.rejects(planned('purge', false), passed)
})

test('each edition of SQL Server and Oracle is a preview, to whoever plans, approves and reads', () => {
  const previews = Object.keys(engines).filter((engine) => isPreview(engine, name))
  const editions = {
    sqlserver: ['ex', 'web', 'se', 'ee'],
    oracle: ['se2', 'se2-cdb', 'ee', 'ee-cdb'],
  }
  assert.deepEqual(
    previews,
    Object.entries(editions).flatMap(([kind, of]) => of.map((edition) => `${kind}-${edition}`)),
  )
  for (const engine of previews) {
    const asked = (mode: 'plan' | 'rehearse' | 'purge', acceptPreview: boolean) =>
      previewOf({ run: { mode, environment: 'test' }, acceptPreview, source: name, engine })
    assert.throws(() => asked('purge', false), { name: 'ProductionNotAllowed' })
    for (const told of [asked('plan', false), asked('rehearse', false), asked('purge', true)]) {
      const said = previewsIn([{ name, preview: told }]).join()
      assert.match(said, new RegExp(`^${name} runs ${engine}, which is a preview`))
    }
  }
})
