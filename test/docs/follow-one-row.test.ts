import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const section = text.split('\n## ').find((part) => part.startsWith('Follow one row\n')) ?? ''
const files = [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file)

/** Where a reader may begin. */
const entries = ['functions/rules/tokens.ts', 'functions/purge-rows.ts']
/** The handler of the checks is as short as the purge's, so the walk goes on from its job. */
const shortcuts = ['functions/jobs/verify-run.ts']

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  )

test('one row is followed through at most thirty files, each of them once', () => {
  assert.ok(files.length > 20 && files.length <= 30, `${files.length} files`)
  assert.equal(new Set(files).size, files.length)
  assert.deepEqual(
    files.filter((file) => !existsSync(join(root, file))),
    [],
  )
})

test('each file on the way of a row is imported by one before it', () => {
  const lost = files.filter(
    (file, at) =>
      !entries.includes(file) &&
      !shortcuts.includes(file) &&
      !files.slice(0, at).some((before) => importsOf(before).includes(file)),
  )
  assert.deepEqual(lost, [])
})
