import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { errorNames } from '../../functions/contract/errors.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { steps } from '../../infra/steps.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { type definition, taskSteps, every, ofType } from './definition.ts'
import { deployment } from './example.ts'
import { allStates } from './graph.ts'

const root = join(import.meta.dirname, '../..')

test('every task has a timeout, a minute longer than that of its function', () => {
  for (const [name, state] of ofType('Task')) {
    const step = taskSteps[name] ?? assert.fail(name)
    // A person is given longer than a function.
    assert.equal(
      state.TimeoutSeconds,
      name === 'AskApproval' ? 12 * 3600 : steps[step].minutes * 60 + 60,
      name,
    )
  }
})

test('every matched error exists: in the contract, in Lambda or in the States Language', () => {
  const matched = Object.values(every).flatMap((state) =>
    [...(state.Retry ?? []), ...(state.Catch ?? [])].flatMap(({ ErrorEquals }) => ErrorEquals),
  )
  for (const name of new Set(matched))
    assert.ok(
      /^(States|Lambda|Sandbox|Function|Runtime)\./.test(name) ||
        (errorNames as readonly string[]).includes(name),
      name,
    )
})

test('every task retries; only errors that can pass are retried, and each with an end', () => {
  const passing = ['NotReady', 'AwsUnavailable', 'DatabaseUnreachable', 'ReadOnly', 'PurgeRunning']
  for (const [name, state] of ofType('Task')) {
    const retries = state.Retry ?? []
    assert.deepEqual(
      retries
        .flatMap(({ ErrorEquals }) => ErrorEquals)
        .filter((error) => !/^(Lambda|Sandbox|Function|Runtime)\./.test(error)),
      insisting.test(name) ? [...passing, 'States.ALL'] : passing,
      name,
    )
    for (const retry of retries)
      assert.ok(Number(retry.MaxAttempts) > 0 && Number(retry.MaxAttempts) <= 500, name)
  }
})

/** What cleans up, and the tail, are tried again whatever they fail of. */
const insisting = /^(DeleteClone|StopApplication|ExpireSnapshots|Report)/

test('AWS errors are retried for about half an hour, and for two hours where the work must be done', () => {
  for (const [name, state] of ofType('Task')) {
    const retry = state.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes('AwsUnavailable'))
    const { IntervalSeconds = 0, MaxAttempts = 0, MaxDelaySeconds = 0 } = retry ?? {}
    let seconds = 0
    for (let at = 0; at < MaxAttempts; at++)
      seconds += Math.min(MaxDelaySeconds, IntervalSeconds * (retry?.BackoffRate ?? 1) ** at)
    const hours = insisting.test(name) ? 2 : 0.5
    assert.ok(seconds > hours * 3000 && seconds < hours * 4500, `${name}: ${seconds} s`)
  }
})

test('Lambda errors that are tried again are ones that Lambda has', () => {
  const throws = readFileSync(
    join(root, 'node_modules/@aws-sdk/client-lambda/dist-types/commands/InvokeCommand.d.ts'),
    'utf8',
  )
  // The States Language's own, and those of an invocation that got no answer (docs: "Handle Lambda
  // service exceptions").
  const others =
    /^Lambda\.(Unknown|AWSLambdaException|SdkClientException|ClientExecutionTimeoutException)$/
  for (const { ErrorEquals } of every.PlanRun?.Retry ?? [])
    for (const name of ErrorEquals)
      if (name.startsWith('Lambda.') && !others.test(name))
        assert.ok(throws.includes(`{@link ${name.slice(7)}}`), name)
})

test('RDS is waited for as long as the environment says, at most five minutes late, in few events', () => {
  const waits = (machine: typeof definition, name: string) => {
    const retry = allStates(machine)[name]?.Retry?.find(({ ErrorEquals }) =>
      ErrorEquals.includes('NotReady'),
    )
    const {
      IntervalSeconds = 0,
      BackoffRate = 0,
      MaxDelaySeconds = 0,
      MaxAttempts = 0,
    } = retry ?? {}
    const delays = Array.from({ length: MaxAttempts }, (_, at) =>
      Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** at),
    )
    return { seconds: delays.reduce((sum, one) => sum + one, 0), MaxDelaySeconds, MaxAttempts }
  }
  const settings = runEnvironmentOf(loadEnvironment('example'))
  for (const [rdsWait, hours] of [
    ['24h', 24],
    ['60h', 60],
  ] as const) {
    const machine = synthesizeDefinition(
      { ...settings, limits: { ...settings.limits, rdsWait } },
      deployment,
    ).definition
    for (const name of [
      'TakeSnapshot',
      'RestoreClone',
      'DeleteClone',
      'DeleteCloneAfterRehearsal',
      'DeleteCloneAfterFailure',
    ]) {
      const { seconds, MaxDelaySeconds, MaxAttempts } = waits(machine, name)
      assert.ok(seconds >= hours * 3600 && seconds <= hours * 3600 + MaxDelaySeconds, name)
      assert.ok(MaxDelaySeconds <= 300, name)
      // Six waits of two sources, of three events each try, in a history of 25,000.
      assert.ok(MaxAttempts * 3 * 6 < 15_000, `${name}: ${MaxAttempts}`)
    }
  }
})
