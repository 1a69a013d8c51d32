import assert from 'node:assert/strict'
import { ExecutionStatus } from '@aws-sdk/client-sfn'
import { executionState } from '../../../functions/aws/execution-state.ts'
import { runEnvironmentSchema } from '../../../functions/contract/environment.ts'
import { executionSchema } from '../../../functions/contract/steps.ts'
import { matchesPattern, runsArn, synthesizeSweep } from '../sweep-machine.ts'
import { cloud, type Tries } from './try.ts'

const environment = runEnvironmentSchema.parse({
  name: 'test',
  // What was left is swept whatever the environment's mode.
  mode: 'plan',
  sources: [
    {
      instance: 'production',
      databases: [{ name: 'apim' }],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})
const { rules, filterPattern } = synthesizeSweep(environment, {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
})
const named = (name: string) =>
  executionSchema.safeParse({ name, startTime: new Date().toISOString() }).success

/**
 * As AWS's examples show it (Step Functions Developer Guide, "Automating Step Functions event
 * delivery with EventBridge").
 */
const ended = (status: string, stateMachineArn: string) => ({
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: { name: 'a-run', status, stateMachineArn },
})
type Event = ReturnType<typeof ended>
/**
 * What EventBridge hands to the rule's target; null where the pattern has another value at any of
 * its places.
 */
function handedOn({ eventPattern, target }: (typeof rules)[number], event: Event): string | null {
  const is = (wanted: readonly string[] | undefined, value: string) =>
    wanted === undefined || wanted.includes(value)
  if (
    eventPattern === undefined ||
    !is(eventPattern.source, event.source) ||
    !is(eventPattern['detail-type'], event['detail-type']) ||
    !is(eventPattern.detail.status, event.detail.status) ||
    !is(eventPattern.detail.stateMachineArn, event.detail.stateMachineArn)
  )
    return null
  const { inputPathsMap = {}, inputTemplate = '' } = target.inputTransformer ?? {}
  assert.deepEqual(Object.values(inputPathsMap), ['$.detail.name'])
  return inputTemplate.replace(`<${Object.keys(inputPathsMap)[0]}>`, `"${event.detail.name}"`)
}

export const executionTries: Tries = {
  'execution-name': {
    shown: async () => {
      for (const name of ['a b', 'a[1]', 'a*', 'a:b', 'a/b', 'a&b', 'ä'])
        assert.equal(named(name), false, name)
      assert.ok(named('A_run-1'))
    },
  },
  'execution-name-length': {
    shown: async () =>
      assert.deepEqual([named('a'.repeat(80)), named('a'.repeat(81))], [true, false]),
  },
  'execution-is-forgotten-after-90-days': {
    shown: async () => {
      cloud.executions.set('known', 'SUCCEEDED')
      assert.equal(await executionState(runsArn, 'known'), 'ended')
      cloud.executions.delete('known')
      assert.equal(await executionState(runsArn, 'known'), 'unknown')
    },
  },
  'end-of-an-execution-is-an-event': {
    shown: async () => {
      const rule = rules.find(({ eventPattern }) => eventPattern !== undefined) ?? assert.fail()
      const swept = Object.values(ExecutionStatus).filter(
        (status) => handedOn(rule, ended(status, runsArn)) !== null,
      )
      assert.deepEqual(swept, ['ABORTED', 'FAILED', 'TIMED_OUT'])
      assert.equal(handedOn(rule, ended('ABORTED', runsArn)), '{"run":"a-run"}')
      assert.equal(handedOn(rule, ended('ABORTED', `${runsArn}-restore`)), null)
    },
  },
  'event-may-be-lost': {
    shown: async () => {
      const daily = rules.find(({ scheduleExpression }) => scheduleExpression !== undefined)
      assert.match(daily?.scheduleExpression ?? '', /^cron\(\d+ \d+ \* \* \? \*\)$/)
      assert.equal(daily?.target.input, '{}')
    },
  },
  'number-in-a-log-line': {
    shown: async () => {
      for (const [line, matches] of [
        ['{"left":0}', true],
        ['{"left":2,"msg":"swept"}', true],
        ['{"left":"2"}', false],
        ['{"msg":"left"}', false],
      ] as const)
        assert.equal(matchesPattern(filterPattern, line), matches, line)
    },
  },
}
