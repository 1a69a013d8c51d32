import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { errorNames } from '../functions/contract/errors.ts'

const root = join(import.meta.dirname, '..')

interface Room {
  /** The rooms it may import from. */
  readonly sees: readonly string[]
  /** The files that other rooms, handlers and infra may import. Absent: all of them. */
  readonly door?: readonly string[]
}

/** Every folder of functions, in the order in which imports go: a room sees rooms above it alone. */
const rooms: Readonly<Record<string, Room>> = {
  contract: { sees: [] },
  engines: {
    sees: ['contract'],
    door: [
      'answers.ts',
      'database.ts',
      'dialect.ts',
      'engines.ts',
      'expression.ts',
      'mysql/live-rows.ts',
      'mysql/mysql-text.ts',
      'named-rows.ts',
      'schema-changes.ts',
      'schema.ts',
    ],
  },
  rules: {
    sees: ['contract', 'engines'],
    door: [
      'bind.ts',
      'growth.ts',
      'living-parents.ts',
      'may-leave.ts',
      'not-cleaned.ts',
      'plan-rules.ts',
      'rules.ts',
      'text-columns.ts',
      'wall-times.ts',
    ],
  },
  walk: {
    sees: ['contract', 'engines', 'rules'],
    door: [
      'empty-tables.ts',
      'shown-key.ts',
      'statements.ts',
      'range-done.ts',
      'range-size.ts',
      'time-box.ts',
      'walk-index.ts',
      'walk.ts',
    ],
  },
  application: {
    sees: ['contract', 'engines', 'walk'],
    door: [
      'application-questions.ts',
      'catalogue.ts',
      'count.ts',
      'judge.ts',
      'may-differ.ts',
      'replay.ts',
    ],
  },
  archive: {
    sees: ['contract', 'engines', 'rules', 'walk'],
    door: [
      'archive.ts',
      'keep-rows.ts',
      'rehearse-file.ts',
      'undo-asked.ts',
      'undo-totals.ts',
      'undo.ts',
    ],
  },
  measure: {
    sees: ['contract', 'engines', 'rules', 'walk', 'application'],
    door: ['find-keys.ts', 'lost-rows.ts', 'measure.ts', 'observe.ts', 'read-left.ts', 'roster.ts'],
  },
  throttle: {
    sees: ['contract', 'engines', 'walk'],
    door: [
      'pace-notes.ts',
      'pace.ts',
      'production-permit.ts',
      'read-control.ts',
      'throttle.ts',
      'vcpus.ts',
    ],
  },
  purge: {
    sees: ['contract', 'engines', 'rules', 'walk', 'application', 'archive', 'measure'],
    door: [
      'live-guard.ts',
      'named.ts',
      'purge-account.ts',
      'purge-place.ts',
      'purge.ts',
      'statements-hash.ts',
      'watch-keys.ts',
    ],
  },
  gates: {
    sees: ['contract', 'rules', 'application', 'measure'],
    door: ['blast-radius.ts', 'gates.ts', 'window.ts'],
  },
  checks: {
    sees: ['contract', 'engines', 'rules', 'walk', 'application', 'measure', 'purge'],
    door: ['prove.ts', 'query-plans.ts', 'sums.ts', 'verify.ts'],
  },
  preflight: {
    sees: [
      'contract',
      'engines',
      'rules',
      'walk',
      'application',
      'archive',
      'measure',
      'throttle',
      'purge',
    ],
    door: [
      'clocks.ts',
      'leftovers.ts',
      'other-databases.ts',
      'plan.ts',
      'preflight.ts',
      'read-grants.ts',
      'scene.ts',
      'server-identity.ts',
      'snapshot-retention.ts',
      'stop-events.ts',
      'triggers.ts',
      'zone-witness.ts',
    ],
  },
  reclaim: {
    sees: ['contract', 'engines', 'walk', 'measure', 'gates'],
    door: ['rebuild.ts', 'reclaim.ts', 'space.ts'],
  },
  report: {
    sees: ['contract', 'measure', 'gates', 'checks', 'reclaim'],
    door: [
      'approval-request.ts',
      'chain.ts',
      'next.ts',
      'page/page.ts',
      'report.ts',
      'schema.ts',
      'source-evidence.ts',
    ],
  },
  smoke: {
    sees: ['contract'],
    door: ['ask.ts', 'client.ts', 'redact.ts', 'settings.ts', 'smoke-test.ts'],
  },
  aws: {
    sees: ['contract', 'engines', 'archive', 'measure', 'preflight'],
    door: [
      'application-log.ts',
      'clone-credentials.ts',
      'delete-clone.ts',
      'evidence.ts',
      'execution-state.ts',
      'expire-snapshots.ts',
      'fenced-evidence.ts',
      'find-application.ts',
      'forget-token.ts',
      'keep-token.ts',
      'left-behind.ts',
      'metrics.ts',
      'parameter.ts',
      'read-archive.ts',
      'remove-snapshot.ts',
      'restore-clone.ts',
      'roster.ts',
      'run-application.ts',
      'run-index.ts',
      'secrets.ts',
      'server.ts',
      'source-facts.ts',
      'stop-applications.ts',
      'take-snapshot.ts',
      'target-database.ts',
      'topic.ts',
      'watched.ts',
      'write-archive.ts',
      'write-secret.ts',
    ],
  },
  runtime: {
    sees: [
      'contract',
      'engines',
      'rules',
      'walk',
      'archive',
      'measure',
      'throttle',
      'purge',
      'gates',
      'preflight',
      'reclaim',
      'aws',
    ],
    door: [
      'each-database.ts',
      'kept-progress.ts',
      'look-at-production.ts',
      'other-databases.ts',
      'purge-run.ts',
      'read-production.ts',
      'reclaim-run.ts',
      'undo-run.ts',
      'step.ts',
      'sweep-run.ts',
      'timed.ts',
    ],
  },
}

/** A handler wires what it needs; infra knows the contract, and of the rules their names. */
const outside: Readonly<Record<string, readonly string[]>> = {
  handlers: [
    'contract',
    'engines',
    'rules',
    'walk',
    'measure',
    'purge',
    'gates',
    'checks',
    'preflight',
    'reclaim',
    'report',
    'smoke',
    'aws',
    'runtime',
  ],
  infra: ['contract', 'rules'],
}

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
  /** The imported file's path in its room. */
  readonly path: string
}

/** A handler and infra's files have no room of their own. */
function roomOf(file: string): string {
  const [top = '', room = '', ...rest] = file.split('/')
  if (top === 'infra') return 'infra'
  return rest.length === 0 ? 'handlers' : room
}

function importsOf(file: string): readonly Import[] {
  const found: Import[] = []
  for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(
    /(?:from |import\()'(\.[^']+)'/g,
  )) {
    const imported = relative(root, join(root, dirname(file), path))
    found.push({
      file,
      from: roomOf(file),
      to: roomOf(imported),
      path: imported.split('/').slice(2).join('/'),
    })
  }
  return found
}

const imports = globSync('{functions,infra}/**/*.ts', { cwd: root }).flatMap(importsOf)
const across = imports.filter(({ from, to }) => from !== to)

test('every folder of functions is a room', () => {
  const folders = readdirSync(join(root, 'functions'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  assert.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(rooms).sort())
})

test('a room sees rooms above it alone', () => {
  const order = Object.keys(rooms)
  for (const [name, { sees }] of Object.entries(rooms))
    for (const seen of sees)
      assert.ok(order.indexOf(seen) < order.indexOf(name), `${name} sees ${seen}`)
})

test('imports go one way', () => {
  for (const { file, from, to, path } of across) {
    const sees = rooms[from]?.sees ?? outside[from] ?? []
    assert.ok(sees.includes(to), `${file} imports ${to}/${path}: ${from} does not see ${to}`)
  }
})

test('a room is entered by its door', () => {
  for (const { file, to, path } of across) {
    const door = rooms[to]?.door
    assert.ok(door?.includes(path) ?? true, `${file} imports ${to}/${path}, which is no door of it`)
  }
})

test('a door that nobody uses is closed', () => {
  for (const [name, { sees, door = [] }] of Object.entries(rooms)) {
    for (const path of door)
      assert.ok(
        across.some((one) => one.to === name && one.path === path),
        `nobody imports ${name}/${path}`,
      )
    for (const seen of sees)
      assert.ok(
        across.some((one) => one.from === name && one.to === seen),
        `${name} does not import ${seen}`,
      )
  }
})

test('infra reads the rules and nothing else of the functions', () => {
  for (const { file, from, to, path } of across)
    if (from === 'infra' && to !== 'contract')
      assert.ok(to === 'rules' && ['rules.ts', 'plan-rules.ts'].includes(path), `${file}: ${path}`)
})

test('the SDK is named in functions/aws alone, middy and process.env in functions/runtime alone', () => {
  for (const file of globSync('functions/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8')
    if (!file.startsWith('functions/runtime/'))
      assert.doesNotMatch(text, /process\.env|@middy/, file)
    if (!file.startsWith('functions/aws/')) assert.doesNotMatch(text, /@aws-sdk/, file)
  }
})

test('a driver is named in the folder of its engine, which the lazy list alone imports', () => {
  for (const file of globSync('functions/**/*.ts', { cwd: root })) {
    const engine = /^functions\/engines\/[^/]+\//.test(file)
    const text = readFileSync(join(root, file), 'utf8')
    if (!engine) assert.doesNotMatch(text, /mysql2/, file)
    if (file === 'functions/engines/engines.ts')
      assert.doesNotMatch(text, /from '\.\/[^']+\//, `${file} imports an engine before it is named`)
    else if (file.startsWith('functions/engines/') && !engine)
      assert.doesNotMatch(text, /'\.\/[^']+\//, `${file} imports an engine`)
  }
})

test('every named error has its heading in the runbook', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8')
  for (const name of errorNames) assert.ok(runbook.includes(`\n## ${name}\n`), name)
})
