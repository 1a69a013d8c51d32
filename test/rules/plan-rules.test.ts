import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RulesSettings } from '../../functions/contract/environment.ts'
import { planRules } from '../../functions/rules/plan-rules.ts'
import { rules } from '../../functions/rules/rules.ts'

const start = Date.parse('2026-11-24T09:00:00.000Z')
const plan = (environment: RulesSettings, execution: RulesSettings = {}) =>
  new Map(
    planRules(rules, start, { rules: environment, safePeriod: '2h' }, execution).map((one) => [
      one.rule,
      one,
    ]),
  )

test("a rule is judged by the run's start, less the safe period, less its retention", () => {
  const planned = plan({})
  assert.equal(planned.get('tokens')?.cutoff, '2026-11-24T07:00:00.000Z')
  assert.equal(
    planned.get('recovery-codes')?.cutoff,
    '2026-10-25T07:00:00.000Z',
    'thirty days more',
  )
  assert.equal(planned.get('tokens')?.reading, 'safe')
  assert.ok(!planned.has('token-audit'), 'off unless switched on')
})

test('what an execution says goes before the environment, and that before the rule', () => {
  const environment: RulesSettings = {
    tokens: { safePeriod: '1d', reading: 'upstream' },
    'recovery-codes': { retention: '60d' },
    'token-audit': { enabled: true },
    sessions: { enabled: false },
  }
  const planned = plan(environment)
  assert.deepEqual(
    [planned.get('tokens')?.cutoff, planned.get('tokens')?.reading],
    ['2026-11-23T09:00:00.000Z', 'upstream'],
  )
  assert.equal(planned.get('recovery-codes')?.cutoff, '2026-09-25T07:00:00.000Z')
  assert.equal(planned.get('token-audit')?.cutoff, '2026-05-28T07:00:00.000Z')
  assert.ok(!planned.has('sessions'))
  const typed = plan(environment, {
    tokens: { reading: 'safe' },
    sessions: { enabled: true },
    'token-audit': { enabled: false },
  })
  assert.deepEqual(
    [typed.get('tokens')?.cutoff, typed.get('tokens')?.reading],
    ['2026-11-23T09:00:00.000Z', 'safe'],
  )
  assert.ok(typed.has('sessions') && !typed.has('token-audit'))
})

test('a rule that there is not, and a reading that a rule has not, are refused by name', () => {
  assert.throws(() => plan({}, { tokenz: {} }), {
    name: 'InvalidInput',
    message:
      'The execution has settings for an unknown rule "tokenz"; did you mean "tokens"? Expected ' +
      `tokens, codes, refresh-tokens, ciba-requests, device-codes and ${rules.length - 5} more, ` +
      'which docs/rules.md lists. Correct the name and start again.',
  })
  assert.throws(() => plan({ jtis: { reading: 'upstream' } }), {
    name: 'InvalidInput',
    message: /The environment sets the upstream reading of "jtis", which has only one/,
  })
  assert.throws(() => plan({}, { nothing: {} }), {
    message: /"nothing"\. Expected/,
  })
})

test('rows about sessions are kept for as long as a session is remembered', () => {
  for (const name of ['session-users', 'session-apps', 'session-metadata', 'federated-sessions']) {
    const refused = {
      name: 'InvalidInput',
      message: /a retention of "13d"; expected "14d" or more/,
    }
    assert.throws(() => plan({ [name]: { retention: '13d' } }), refused)
    assert.throws(() => plan({}, { [name]: { retention: '13d' } }), refused)
    assert.ok(plan({ [name]: { retention: '14d' } }).has(name))
  }
})
