import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { buildSync } from 'esbuild'
import type { openEngine } from '../../functions/engines/engines.ts'
import { engines } from '../../functions/engines/engines.ts'
import { sourceEngines } from '../../functions/contract/source.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { databasePorts, driverModules, driversOf } from '../../infra/drivers.ts'
import { ofType, resourcesOf } from './synthesize.ts'

const folder = mkdtempSync(join(tmpdir(), 'drydock-drivers-'))
after(() => rmSync(folder, { recursive: true }))

test("a function has the drivers of its environment's engines, and no other", () => {
  assert.deepEqual(driversOf([{}]), ['mysql2'])
  assert.deepEqual(driversOf([{ engine: 'mariadb' }, { engine: 'mysql' }]), ['mysql2'])
  assert.deepEqual(driversOf([{ engine: 'postgres' }]), ['pg'])
  assert.deepEqual(driversOf([{ engine: 'oracle' }]), ['oracledb'])
  assert.deepEqual(
    [...driversOf(sourceEngines.map((engine) => ({ engine })))].sort(),
    Object.keys(driverModules).sort(),
  )
})

test('an environment may name every engine that Drydock offers', () =>
  assert.deepEqual(
    new Set(Object.values(engines).map(({ named }) => named)),
    new Set(sourceEngines),
  ))

test('an engine whose driver was left out is told by what to set, and the others open', async () => {
  const outfile = join(folder, 'engines.js')
  // As the functions are bundled (infra/write-bundles.ts), and outside of the project, as they run.
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../functions/engines/engines.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: Object.values(driverModules),
    logLevel: 'error',
  })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(
    join(import.meta.dirname, '../../node_modules/mysql2'),
    join(folder, 'node_modules/mysql2'),
  )
  const bundled: { openEngine: typeof openEngine } = createRequire(outfile)(outfile)
  assert.equal((await bundled.openEngine('mariadb', 'prod')).engine, 'mariadb')
  for (const [engine, named] of [
    ['aurora-postgresql', 'postgres'],
    ['sqlserver-web', 'sqlserver'],
    ['oracle-se2-cdb', 'oracle'],
  ] as const)
    await assert.rejects(bundled.openEngine(engine, 'prod'), {
      name: 'SourceNotFound',
      message: new RegExp(
        `"prod" runs ${engine}, and the functions were deployed without its driver.*` +
          `Set "engine": "${named}" of this source`,
      ),
    })
})

test('each port of the sources is open between the functions and the clones, and no other', () => {
  const { sources } = loadEnvironment('everyengine')
  assert.deepEqual(databasePorts(sources), [1433, 2484, 3306, 5432])
  const resources = resourcesOf({ sources, smokeTest: undefined })
  for (const type of ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'])
    assert.deepEqual(
      ofType(resources, type)
        .map(([, { Properties }]) => [Properties.FromPort, Properties.ToPort])
        .sort(),
      [
        [1433, 1433],
        [2484, 2484],
        [3306, 3306],
        [5432, 5432],
      ],
      type,
    )
})

test('a port of its own, and a port of each once', () => {
  const sources = [{ engine: 'postgres', port: 6432 }, { port: 3307 }, {}, {}] as const
  assert.deepEqual(databasePorts(sources), [3306, 3307, 6432])
})
