import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'

// The package of `npm pack`, in an app that has nothing of this repository but the libraries.

const root = join(import.meta.dirname, '../..')
const app = mkdtempSync(join(tmpdir(), 'drydock-package-'))
const modules = join(app, 'node_modules')
const own = join(modules, 'drydock')
after(() => rmSync(app, { recursive: true }))

function run(program: string, args: string[], env: Record<string, string> = {}, cwd = app): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
  })
  assert.equal(status, 0, `${program} ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}
const manifest = (): Manifest => JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'))

before(() => {
  run('npm', ['pack', '--silent', '--pack-destination', app], {}, root)
  mkdirSync(own, { recursive: true })
  const [packed = ''] = globSync(join(app, 'drydock-*.tgz'))
  run('tar', ['-xzf', packed, '-C', own, '--strip-components=1'])
  // As npm would install them, without a registry.
  const { dependencies, peerDependencies } = manifest()
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  writeFileSync(join(app, 'package.json'), '{"type": "module"}')
})

/** The feature flags of this repository. */
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))
function templateOf(file: string, stack: string, cwd = app, more = {}) {
  const out = mkdtempSync(join(app, 'out-'))
  const given = JSON.stringify({ ...context, ...more })
  run(process.execPath, [file], { CDK_OUTDIR: out, CDK_CONTEXT_JSON: given }, cwd)
  return { out, ...JSON.parse(readFileSync(join(out, `${stack}.template.json`), 'utf8')) }
}

test('the package names what it imports, and nothing else', () => {
  const text = globSync(join(own, 'dist/{cli,functions,infra,local}/**/*.js'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const imported = [...text.matchAll(/(?:from |import\()'((?:@[\w-]+\/)?[a-z][\w.-]*)[^']*'/g)]
  const { dependencies, peerDependencies } = manifest()
  assert.deepEqual(
    [...new Set(imported.map(([, name = '']) => name))].filter((name) => name !== 'node').sort(),
    Object.keys({ ...dependencies, ...peerDependencies }).sort(),
  )
  assert.deepEqual(Object.keys(peerDependencies), ['aws-cdk-lib', 'constructs'])
  assert.deepEqual(globSync(join(own, '{infra,functions,test,docs,local,bench}')), [])
})

test('the licences of what the bundles contain go with them', () => {
  const text = readFileSync(join(own, 'dist/THIRD-PARTY-LICENCES.txt'), 'utf8')
  for (const [name, licence, words] of [
    ['mysql2', 'MIT', 'Permission is hereby granted'],
    ['oracledb', '\\(Apache-2\\.0 OR UPL-1\\.0\\)', 'Universal Permissive License'],
    ['@aws-sdk/client-rds', 'Apache-2\\.0', 'Apache License'],
    ['zod', 'MIT', 'Permission'],
  ] as const)
    assert.match(text, new RegExp(`^${name} [\\d.]+: ${licence}\\n[^]*?${words}`, 'm'), name)
})

test('the app of docs/operations.md has machine, functions and their bundles', () => {
  const docs = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  const [, code = ''] = /^## In your own CDK app\n[^]*?^```ts\n([^]*?)^```$/m.exec(docs) ?? []
  writeFileSync(join(app, 'app.ts'), `${code}app.synth()\n`)
  const { Resources, Outputs, out } = templateOf('app.ts', 'Platform')
  const all = Object.values<{ Type: string }>(Resources)
  const functions = all.filter(({ Type }) => Type === 'AWS::Lambda::Function')
  assert.equal(all.filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine').length, 3)
  assert.ok(functions.length > 15)
  assert.equal(globSync(join(out, 'asset.*/index.js')).length, functions.length)
  assert.equal(Outputs.ControlParameter.Value, '/drydock/production/control')
  assert.ok(globSync(join(out, 'asset.*/node_modules/mysql2')).length > 5)
  assert.deepEqual(globSync(join(out, 'asset.*/node_modules/{pg,tedious,oracledb}')), [])
})

test('of an environment file, the template is that of this repository’s own app', () => {
  const file = JSON.stringify(join(root, 'infra/environments/example.json'))
  writeFileSync(
    join(app, 'same.ts'),
    `import { App, Stack } from 'aws-cdk-lib'
import { Drydock, environmentSettings } from 'drydock'
const app = new App()
const env = { account: '111122223333', region: 'eu-central-1' }
new Drydock(new Stack(app, 'drydock-example', { env }), 'Default', environmentSettings(${file}))
app.synth()
`,
  )
  const { Resources, Outputs } = templateOf('same.ts', 'drydock-example')
  const there = templateOf('infra/app.ts', 'drydock-example', root, { environment: 'example' })
  assert.deepEqual(Outputs, there.Outputs)
  // The bundles too: each asset's key is the hash of what is in it.
  assert.deepEqual(Resources, there.Resources)
})

test('a wrong setting does not compile', () => {
  writeFileSync(
    join(app, 'types.ts'),
    `import type { DrydockProps } from 'drydock'
import type { Construct } from 'constructs'
import { Drydock } from 'drydock'
declare const right: DrydockProps
declare const scope: Construct
new Drydock(scope, 'Drydock', { ...right, mode: 'plan', rules: { tokens: { enabled: false } } })
// @ts-expect-error: no mode
new Drydock(scope, 'Drydock', { ...right, mode: 'perge' })
// @ts-expect-error: no such setting
new Drydock(scope, 'Drydock', { ...right, keepSnapshot: 3 })
// @ts-expect-error: a schedule has a time
new Drydock(scope, 'Drydock', { ...right, schedule: { day: 'SUN' } })
// @ts-expect-error: a database has a name
new Drydock(scope, 'Drydock', { ...right, sources: [{ databases: [{}], secret: '' }] })
// @ts-expect-error: required settings
new Drydock(scope, 'Drydock', { name: 'own' })
`,
  )
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024']
  run(join(root, 'node_modules/.bin/tsc'), [...options, '--types', 'node', 'types.ts', 'app.ts'])
})

test('the command line comes with it', () => {
  const drydock = (...words: string[]) => run('bash', [join(own, 'cli/drydock.sh'), ...words])
  assert.match(drydock('--version'), /^\d+\.\d+\.\d+\n$/)
  const minimal = join(root, 'infra/environments/minimal.json')
  assert.match(drydock('check-config', minimal), /minimal\.json is valid\./)
})
