import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { checkNames, preflightNames, smokeNames } from '../../functions/contract/check-names.ts'
import { gateNames } from '../../functions/contract/gates.ts'
import { seenBy } from '../purge/code-mutations.ts'
import { findings } from '../scenarios/findings.ts'
import { broken, intro, readProofs, tell } from '../scenarios/quoted.ts'

const docs = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8')
// A check of another name does not compile.
const names = [...preflightNames, ...checkNames, 'own:', ...smokeNames, ...gateNames]
const quoted = readProofs().map(({ check }) => check.replace(/^own:.*/, 'own:'))

test('every check and gate has stopped a run in docs/proofs.md, or is listed there as stopping none', () => {
  assert.deepEqual(
    names.filter((name) => !quoted.includes(name) && !(name in tell)),
    [],
  )
  assert.deepEqual(
    Object.keys(tell).filter((name) => quoted.includes(name) || !names.some((one) => one === name)),
    [],
  )
})

test('docs/proofs.md begins and ends as the tests write it', () => {
  assert.ok(
    docs('proofs.md').startsWith(intro) && docs('proofs.md').endsWith(broken),
    'DRYDOCK_PROOFS=write and any scenario of test/scenarios writes it anew',
  )
})

test('each test that catches a mutation of the code exists, and no mutation is listed twice', () => {
  const missing = Object.entries(seenBy).flatMap(([file, tests]) => {
    const path = join(import.meta.dirname, '../..', file)
    const own = readFileSync(path, 'utf8')
    // With what it takes from its own folder: a long file has parts.
    const text = [...own.matchAll(/from '(\.\/[^']+)'/g)].reduce(
      (all, [, part = '']) => all + readFileSync(join(dirname(path), part), 'utf8'),
      own,
    )
    return Object.keys(tests).filter((name) => !text.includes(name))
  })
  assert.deepEqual(missing, [])
  const all = Object.values(seenBy).flatMap((tests) => Object.values(tests).flat())
  assert.equal(new Set(all).size, all.length)
})

test('the runbook says what to do for every check and gate', () => {
  const about = docs('runbook.md')
    .split('\n')
    .flatMap((line) =>
      [
        ...(/^- (`.+?`): |^The gate (`.+?`): /.exec(line)?.slice(1).join('') ?? '').matchAll(
          /`([\w-]+:?)…?`/g,
        ),
      ].map(([, name]) => name),
    )
  assert.deepEqual(
    names.filter((name) => !about.includes(name)),
    [],
  )
})

test('every finding of PostgreSQL has a row in docs/proofs.md, with a test that exists', () => {
  const root = join(import.meta.dirname, '../..')
  for (const file of globSync('functions/engines/postgres/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8')
    const told = [...text.matchAll(/\b(?:stops|odd)\)?\.push\((?!\.\.\.)/g)].length
    const alone = /\/(captured-calls|unlike-keys)\.ts$/.test(file) ? 1 : 0
    const found = findings[file]?.found ?? []
    assert.equal(found.length, told + alone, `${file}: each finding has its row in findings.ts`)
    for (const { says } of found) assert.ok(text.includes(says), `${file} says: ${says}`)
  }
  for (const { test: path } of Object.values(findings))
    assert.ok(existsSync(join(root, path)), path)
})
