import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { Schema } from '../../functions/engines/schema.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { databasesLeftOut } from '../../functions/report/warnings.ts'
import { isOfOtherRules } from '../../functions/rules/of-other-rules.ts'
import { rules } from '../../functions/rules/rules.ts'

const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef'
const environment = {
  name: 'test',
  sources: [
    { instance: 'first', databases: ['apim', 'am'], secret },
    { instance: 'second', databases: ['shared'], secret },
  ],
}
const draft = (more: object = {}) =>
  namePlan({
    execution: { name: 'week-9', startTime: new Date(Date.now() - 1000).toISOString() },
    input: { mode: 'rehearse', rules: {} },
    environment: runEnvironmentSchema.parse({ ...environment, ...more }),
    deployment: { cloneSecurityGroup: 's', evidenceBucket: 'b', reportTopic: 't' },
  })
const completed =
  (...wanted: string[]) =>
  async <T extends { readonly name: string }>(_: unknown, database: T) =>
    wanted.includes(database.name) ? database : null

test('a database has tables of the rules that are on, of others only, or of none', () => {
  const has = (...names: string[]) =>
    isOfOtherRules(rules, [{ rule: 'tokens' }], {
      tables: names.map((name) => ({ name }) as Schema['tables'][number]),
    })
  assert.equal(has('REG_LOG', 'UM_USER'), true)
  assert.equal(has('reg_log', 'idn_oauth2_access_token'), false)
  // Another database than was meant: binding the rules refuses it.
  assert.equal(has('CUSTOMER'), false)
})

test('a run leaves out the databases and sources that its rules are not about, and says so', async () => {
  const { run, sources } = await draft().plan(completed('apim'))
  assert.deepEqual(
    sources.map(({ name, databases }) => [name, databases.map((one) => one.name)]),
    [['first', ['apim']]],
  )
  assert.deepEqual(databasesLeftOut(run), [
    'am of first was left out: none of the rules that are on has its table there.',
    'shared of second was left out: none of the rules that are on has its table there.',
  ])
  const whole = await draft().plan(completed('apim', 'am', 'shared'))
  assert.deepEqual([whole.sources.length, databasesLeftOut(whole.run)], [2, []])
})

test('where nothing is left, or the smoke test needs the clone, the run ends and names both', async () => {
  await assert.rejects(draft().plan(completed()), {
    name: 'NoRuleApplies',
    message:
      /^Of the rules that are on \(tokens, .*\), none .* in apim of first, am of first, shared/,
  })
  const smokeTest = {
    image: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/am:1',
    client: secret,
    port: 9443,
  }
  await assert.rejects(draft({ smokeTest }).plan(completed('apim')), { name: 'NoRuleApplies' })
})
