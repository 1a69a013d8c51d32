import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { seededTokens } from '../../local/client/seeded-tokens.ts'
import { tokenLayouts } from '../../local/seed/token-truth.ts'

for (const tokens of [1000, 20_000, 100_000, 1_000_000])
  test(`of ${tokens} seeded tokens the client retires at most half of what may drift, however long a run takes`, () => {
    const { driftRows, driftShare } = limitsSchema.parse({})
    const mayDiffer = (dead: number) => Math.max(driftRows, driftShare * dead)
    const { nextRefreshable } = seededTokens({
      tokens,
      seed: 1,
      now: Date.parse('2026-03-01T02:00:00Z'),
    })
    const dead = tokenLayouts(tokens)
      .tokens.runs.filter(({ rowClass }) => rowClass.verdict === 'dead')
      .reduce((sum, { count }) => sum + count, 0)
    let [retired, scopes] = [0, 0]
    for (let token = nextRefreshable(); token !== undefined; token = nextRefreshable()) {
      retired++
      scopes += token.scopes.length
    }
    assert.ok(retired > 0 && retired <= mayDiffer(dead) / 2, `${retired} tokens, ${dead} are dead`)
    // A token has two scopes on average.
    assert.ok(scopes <= mayDiffer(2 * dead) / 2, `${scopes} scopes`)
  })
