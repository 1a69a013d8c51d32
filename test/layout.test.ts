import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { errorNames } from '../functions/contract/errors.ts'
import { doors } from './doors.ts'
import { outside, rooms } from './rooms.ts'

const root = join(import.meta.dirname, '..')

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

test('a room sees only rooms above it', () => {
  const order = Object.keys(rooms)
  for (const [name, sees] of Object.entries(rooms))
    for (const seen of sees)
      assert.ok(order.indexOf(seen) < order.indexOf(name), `${name} sees ${seen}`)
})

test('imports go one way', () => {
  for (const { file, from, to, path } of across) {
    const sees = rooms[from] ?? outside[from] ?? []
    assert.ok(sees.includes(to), `${file} imports ${to}/${path}: ${from} does not see ${to}`)
  }
})

test('a room is entered by its door', () => {
  for (const { file, to, path } of across) {
    const door = doors[to]
    assert.ok(door?.includes(path) ?? true, `${file} imports ${to}/${path}, which is no door of it`)
  }
})

test('no room lists an unused door', () => {
  for (const [name, sees] of Object.entries(rooms)) {
    for (const path of doors[name] ?? [])
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

test('infra reads only the contract and two files of the rules', () => {
  for (const { file, from, to, path } of across)
    if (from === 'infra' && to !== 'contract')
      assert.ok(to === 'rules' && ['rules.ts', 'plan-rules.ts'].includes(path), `${file}: ${path}`)
})

test('only functions/aws names the SDK, and only functions/runtime middy and process.env', () => {
  for (const file of globSync('functions/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8')
    if (!file.startsWith('functions/runtime/'))
      assert.doesNotMatch(text, /process\.env|@middy/, file)
    if (!file.startsWith('functions/aws/')) assert.doesNotMatch(text, /@aws-sdk/, file)
  }
})

test('only cli/aws names the SDK in the tool, and nothing imports the tool', () => {
  for (const file of globSync('cli/**/*.ts', { cwd: root }))
    if (!file.startsWith('cli/aws/'))
      assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /@aws-sdk/, file)
  for (const file of globSync('{functions,infra,local,bench}/**/*.ts', { cwd: root }))
    assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /'[./]+\/cli\//, file)
})

test("only an engine's folder names its driver, and only the lazy list imports the folder", () => {
  for (const file of globSync('functions/**/*.ts', { cwd: root })) {
    const engine = /^functions\/engines\/[^/]+\//.test(file)
    const text = readFileSync(join(root, file), 'utf8')
    if (!/^functions\/engines\/(?:mysql|mariadb)\//.test(file))
      assert.doesNotMatch(text, /mysql2/, file)
    if (!file.startsWith('functions/engines/postgres/'))
      assert.doesNotMatch(text, /['"]pg(?:-[\w-]+)?(?:\/[^'"]*)?['"]/, file)
    if (file === 'functions/engines/engines.ts')
      assert.doesNotMatch(text, /from '\.\/[^']+\//, `${file} imports an engine before it is named`)
    else if (file.startsWith('functions/engines/') && !engine)
      assert.doesNotMatch(text, /'\.\/[^']+\//, `${file} imports an engine`)
  }
})

test('a file is of one subject: it has at most 250 lines', () => {
  const long = globSync('{functions,infra,cli,local,bench,test}/**/*.ts', { cwd: root }).filter(
    (file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1 > 250,
  )
  assert.deepEqual(long, [])
})

/** A title is not broken: it is searched for as it stands. */
function isTitle(line: string, before: string): boolean {
  const [text, call] = [line.trim(), '(test|it|on|describe)(\\.\\w+)?\\(']
  return (
    new RegExp(`^(await )?(t\\.)?${call}['"\`]`).test(text) ||
    (new RegExp(`\\b${call}$`).test(before) && /^['"`]/.test(text))
  )
}

test('a line has at most 100 columns, but for the titles of tests', () => {
  const long = globSync('{functions,infra,cli,local,bench,test}/**/*.ts', { cwd: root }).flatMap(
    (file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n')
      return lines.flatMap((line, at) =>
        line.length > 100 && !isTitle(line, lines[at - 1] ?? '') ? [`${file}:${at + 1}`] : [],
      )
    },
  )
  assert.deepEqual(long, [])
})

test('every named error has its heading in the runbook', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8')
  for (const name of errorNames) assert.ok(runbook.includes(`\n## ${name}\n`), name)
})
