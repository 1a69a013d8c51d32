import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
  const bundles = globSync(join(outdir, 'asset.*/index.js')).map((file) =>
    readFileSync(file, 'utf8'),
  )
  const having = (driver: string) =>
    bundles.filter((text) => text.includes(`// node_modules/${driver}/`)).length
  for (const driver of ['mysql2', 'pg', 'tedious', 'oracledb'])
    assert.ok(having(driver) > 5, driver)
})
