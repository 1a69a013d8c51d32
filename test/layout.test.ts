import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { errorNames } from '../functions/contract/errors.ts'

const root = join(import.meta.dirname, '..')
/** Which folders a folder may import from, beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'functions/contract': [],
  'functions/sql': ['functions/contract'],
  'functions/purge': ['functions/contract', 'functions/sql'],
  'functions/report': ['functions/contract', 'functions/purge'],
  'functions/smoke': ['functions/contract'],
  'functions/aws': ['functions/contract', 'functions/sql', 'functions/purge'],
  'functions/runtime': ['functions/contract', 'functions/sql', 'functions/purge', 'functions/aws'],
  functions: [
    'functions/contract',
    'functions/purge',
    'functions/report',
    'functions/smoke',
    'functions/aws',
    'functions/runtime',
  ],
  // The catalogue of rules is data: its names are needed to judge an environment's file.
  infra: ['functions/contract', 'functions/purge'],
}
const folderOf = (file: string): string =>
  file
    .split('/')
    .slice(0, file.startsWith('functions/') && file.split('/').length > 2 ? 2 : 1)
    .join('/')

test('imports go one way', () => {
  for (const file of globSync('{functions,infra}/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, path = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
      const from = folderOf(file)
      const to = folderOf(relative(root, join(root, dirname(file), path)))
      assert.ok(from === to || allowed[from]?.includes(to), `${file} imports ${path}`)
    }
  }
})

test('infra reads the rules and nothing else of the purge', () => {
  for (const file of globSync('infra/**/*.ts', { cwd: root }))
    for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /from '\.\.\/functions\/purge\/([^']+)'/g,
    ))
      assert.ok(['rules.ts', 'plan-rules.ts'].includes(path), `${file} imports ${path}`)
})

test('the SDK and drivers are named in functions/aws alone, middy and process.env in functions/runtime alone', () => {
  for (const file of globSync('functions/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8')
    if (!file.startsWith('functions/runtime/'))
      assert.doesNotMatch(text, /process\.env|@middy/, file)
    if (!file.startsWith('functions/aws/')) assert.doesNotMatch(text, /@aws-sdk|mysql2/, file)
  }
})

test('every named error has its heading in the runbook', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8')
  for (const name of errorNames) assert.ok(runbook.includes(`\n## ${name}\n`), name)
})
