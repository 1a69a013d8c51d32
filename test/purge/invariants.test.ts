import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Invariants } from '../../functions/contract/invariants.ts'
import { judgeInvariants } from '../../functions/purge/invariants/judge.ts'

const root = join(import.meta.dirname, '../..')
const before: Invariants = {
  samples: { IDN_OAUTH2_ACCESS_TOKEN: [['a'], ['b']], REG_RESOURCE: [['1', '0'], ['2', '0']] },
  counts: [{ invariant: 'usable-tokens', table: 'IDN_OAUTH2_ACCESS_TOKEN', rows: 1000, hash: '5' }],
  hot: [
    { query: 'token-by-hash', table: 'IDN_OAUTH2_ACCESS_TOKEN', answers: ['x', 'y'], median: 2, slowest: 3, plan: 'ref' },
    { query: 'resource-read', table: 'REG_RESOURCE', answers: ['x', 'y'], median: 2, slowest: 3, plan: 'ref' },
  ],
}
const judged = (target: 'clone' | 'production', change: (now: Invariants) => Invariants) =>
  judgeInvariants({ target, database: 'apim', limits: limitsSchema.parse({}), before, after: change({ ...before, samples: {} }) })
const failing = (...all: Parameters<typeof judged>) => judged(...all).filter(({ passed }) => !passed).map(({ check }) => check)
const counted = (rows: number, hash: string) => (now: Invariants): Invariants => ({ ...now, counts: now.counts.map((one) => ({ ...one, rows, hash })) })
const answering = (query: string, ...answers: (string | null)[]) => (now: Invariants): Invariants => ({ ...now, hot: now.hot.map((one) => (one.query === query ? { ...one, answers } : one)) })

test('the same before and after passes, on both targets', () => {
  for (const target of ['clone', 'production'] as const) assert.deepEqual(failing(target, (now) => now), [])
})

test('on the clone one row more, less or other fails; on production only beyond the drift', () => {
  assert.deepEqual(failing('clone', counted(999, '5')), ['usable-tokens'])
  assert.deepEqual(failing('clone', counted(1001, '5')), ['usable-tokens'])
  assert.deepEqual(failing('clone', counted(1000, '6')), ['usable-tokens'])
  assert.deepEqual(failing('production', counted(901, '6')), [])
  assert.deepEqual(failing('production', counted(899, '6')), ['usable-tokens'])
  assert.deepEqual(failing('clone', (now) => ({ ...now, counts: [] })), ['usable-tokens'])
})

test('a sampled token that is gone fails anywhere; another answer is the application\'s on production', () => {
  for (const target of ['clone', 'production'] as const) assert.deepEqual(failing(target, answering('token-by-hash', 'x', null)), ['hot-queries'])
  assert.deepEqual(failing('clone', answering('token-by-hash', 'x', 'z')), ['hot-queries'])
  assert.deepEqual(failing('production', answering('token-by-hash', 'x', 'z')), [])
  assert.deepEqual(failing('production', answering('resource-read', 'x', null)), [])
  assert.deepEqual(failing('production', answering('resource-read', null, null)), ['hot-queries'])
  const [, hot] = judged('clone', answering('token-by-hash', 'x', null))
  assert.match(hot?.detail ?? '', /^token-by-hash: 1 of 2 sampled rows are gone, for example b\. Production was not touched/)
})

test('another plan is told', () => {
  const [, hot] = judged('clone', (now) => ({ ...now, hot: now.hot.map((one) => ({ ...one, plan: 'ALL', median: 9 })) }))
  assert.match(hot?.detail ?? '', /token-by-hash: 2 asked, median 2 ms before and 9 ms after, by another plan \(ref before, ALL after\)/)
})

test('the invariants know nothing of the rules, what they are bound to, or the text of their conditions', () => {
  const files = [...globSync('functions/purge/invariants/*.ts', { cwd: root }), ...['application', 'registry'].map((name) => `functions/sql/${name}-questions.ts`), 'functions/sql/hot-queries.ts', 'functions/sql/live-rows.ts']
  assert.ok(files.length >= 8)
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    assert.doesNotMatch(text, /from '[^']*(rules|bind|resolve|expression|statements|measure)[^']*'/, file)
    for (const [, names = ''] of text.matchAll(/import \{([^}]*)\} from '\.\/mysql-text\.ts'/g)) assert.doesNotMatch(names, /\b(condition|wallTime)\b/, file)
  }
})
