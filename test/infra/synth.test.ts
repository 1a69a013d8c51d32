import assert from 'node:assert/strict'
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { steps } from '../../infra/steps.ts'
import { whole } from '../seed/start-engines.ts'

const root = join(import.meta.dirname, '../..')
const outdir = mkdtempSync(join(tmpdir(), 'drydock-cdk-'))
const template = join(outdir, 'drydock-example.template.json')
const binaries = join(root, 'node_modules/.bin')
/** No account, no credentials, no look-ups: the environment says nothing of AWS. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  PATH: `${binaries}${delimiter}${process.env.PATH}`,
  AWS_EC2_METADATA_DISABLED: 'true',
  CI: 'true',
  NO_COLOR: '1',
}
const cdk = (...args: string[]) =>
  spawnSync(join(binaries, 'cdk'), [...args, '--output', outdir], {
    cwd: root,
    env,
    encoding: 'utf8',
  })

const left = { skip: !whole && 'npm run scenarios' }

let synth: SpawnSyncReturns<string>
before(() => {
  synth = cdk('synth', '--quiet', '-c', 'environment=example')
})
after(() => rmSync(outdir, { recursive: true }))

test('cdk synth of the example succeeds and prints only what it bundles', () => {
  assert.equal(synth.status, 0, synth.stdout + synth.stderr)
  const lines = `${synth.stdout}\n${synth.stderr}`
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^Bundling asset /.test(line))
  assert.deepEqual(lines, [])
})

test('every bundle loads as Lambda loads it, and exports its handler', () => {
  // The folder is outside of the project, as /var/task is: no package.json makes a module of it.
  const load = createRequire(join(outdir, 'lambda.cjs'))
  const { Resources } = JSON.parse(readFileSync(template, 'utf8'))
  const functions = Object.values<any>(Resources).filter(
    ({ Type }) => Type === 'AWS::Lambda::Function',
  )
  assert.equal(functions.length, Object.keys(steps).length)
  for (const { Metadata, Properties } of functions) {
    assert.equal(Properties.Handler, 'index.handler')
    const file = join(outdir, Metadata['aws:asset:path'], 'index.js')
    const own = Properties.FunctionName.replace('drydock-example-', '')
    assert.match(readFileSync(file, 'utf8'), new RegExp(`\\n// functions/${own}\\.ts\\n`))
    const { handler } = load(file)
    assert.equal(typeof handler, 'function', Properties.FunctionName)
    assert.ok(
      handler.length < 3,
      `${Properties.FunctionName} takes a callback, which Node 24 on Lambda does not know`,
    )
  }
})

test('the functions of an environment that names no engine have the driver of MySQL, and no other', () => {
  const assets = globSync(join(outdir, 'asset.*'))
  const requiring = assets.filter((asset) =>
    readFileSync(join(asset, 'index.js'), 'utf8').includes('require("mysql2/promise")'),
  )
  const connecting = Object.values(steps).filter((step) => 'database' in step)
  assert.ok(requiring.length >= connecting.length, `${requiring.length} of ${assets.length}`)
  for (const asset of assets) {
    const drivers = existsSync(join(asset, 'node_modules'))
      ? readdirSync(join(asset, 'node_modules'))
      : []
    assert.deepEqual(drivers, requiring.includes(asset) ? ['mysql2'] : [], asset)
  }
})

test('cfn-lint finds nothing in the template', left, (t) => {
  if (spawnSync('cfn-lint', ['--version']).status !== 0)
    return t.skip('cfn-lint is not installed: the template was not linted')
  const { status, stdout, stderr } = spawnSync(
    'cfn-lint',
    ['--non-zero-exit-code', 'informational', '--', template],
    { encoding: 'utf8' },
  )
  assert.equal(status, 0, stdout + stderr)
})

test(
  'an unknown environment, and none, end the synthesis with the known ones and without a stack trace',
  left,
  () => {
    const { status, stderr } = cdk('synth', '--quiet', '-c', 'environment=nosuch')
    assert.notEqual(status, 0)
    assert.match(stderr, /found "nosuch", expected -c environment=NAME with one of: .*example/)
    assert.doesNotMatch(stderr, /^\s+at /m)
    // As the toolkit starts it; the toolkit itself takes seconds.
    const unnamed = spawnSync(process.execPath, ['infra/app.ts'], {
      cwd: root,
      env: { ...env, CDK_OUTDIR: outdir },
      encoding: 'utf8',
    })
    assert.notEqual(unnamed.status, 0)
    assert.match(
      unnamed.stderr,
      /found nothing, expected -c environment=NAME with one of: .*example/,
    )
  },
)
