import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const outdir = mkdtempSync(join(tmpdir(), 'drydock-engines-'))
after(() => rmSync(outdir, { recursive: true }))

test('cdk synth of an environment with sources of every engine offered bundles their drivers', () => {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/cdk'),
    ['synth', '--quiet', '-c', 'environment=everyengine', '--output', outdir],
    { cwd: root, env: { ...process.env, CI: 'true', NO_COLOR: '1' }, encoding: 'utf8' },
  )
  assert.equal(status, 0, stdout + stderr)
  const load = createRequire(join(outdir, 'lambda.cjs'))
  for (const [driver, has] of [
    ['mysql2/promise', 'createConnection'],
    ['pg/index', 'Client'],
    ['tedious/index', 'Connection'],
    ['oracledb/index', 'getConnection'],
  ] as const) {
    const files = globSync(join(outdir, `asset.*/node_modules/${driver}.js`))
    assert.ok(files.length > 5, driver)
    assert.equal(typeof load(files[0] ?? '')[has], 'function', driver)
  }
})
