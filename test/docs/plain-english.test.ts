import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runbookSections } from '../../local/runbook-sections.ts'

const root = join(import.meta.dirname, '../..')

/** Phrases that read like a translation, with the plain ones. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bcan not\b/, 'cannot'],
  [/\b[Mm]end(s|ed|ing)?\b/, 'fix'],
  [/\banew\b(?![(:])/, 'again'],
  [/\b[Ll]ook who\b/, 'find out who'],
  [/\bLook (whether|how|at)\b/, 'check'],
  [/\baloud\b/, 'explicit'],
  [/\bwhich there is not\b/, 'unknown'],
  [/\blives? on\b/, 'remains, keeps running'],
  [/\bfail(s|ed)? of\b/, 'fails with, because of'],
  [/\bat work\b/, 'running'],
  [/\bfor want of\b/, 'without'],
  [/\bSee that\b/, 'check that'],
  [/\bis settled\b/, 'no longer changes'],
  [/(?<!the )\b[Rr]un again\b/, 'start the run again'],
  [/\bcommitted stays\b|\bstays deleted\b/, 'committed deletes are kept'],
  [/\btried again\b/, 'retried'],
  [/\bfor ever\b/, 'forever'],
]

/** AWS and the vendor are quoted verbatim; proofs.md names tests; the changelog is history. */
const quoted = /^docs\/(aws|proofs)\.md$|^CHANGELOG|^local\/cloud\/beliefs\/|\.(svg|sql|pem)$/

test('messages, comments and docs use plain English', () => {
  const files = execFileSync(
    'git',
    ['ls-files', 'functions', 'infra', 'cli', 'local', 'docs', '*.md'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
    .trim()
    .split('\n')
    .filter((file) => !quoted.test(file))
  assert.ok(files.length > 300, 'the tree is read')
  const found: string[] = []
  for (const file of files)
    for (const [at, line] of readFileSync(join(root, file), 'utf8').split('\n').entries())
      for (const [phrase, plain] of phrases)
        if (phrase.test(line)) found.push(`${file}:${at + 1}: ${phrase.source}; write: ${plain}`)
  assert.deepEqual(found, [])
})

test("the report's copy of the runbook is the runbook", () => {
  const copy = readFileSync(join(root, 'functions/report/runbook.json'), 'utf8')
  assert.ok(copy === runbookSections(), 'functions/report/runbook.json is stale: npm run runbook')
})
