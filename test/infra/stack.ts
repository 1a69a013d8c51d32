import assert from 'node:assert/strict'
import { ofType, type Resource, synthesize } from './synthesize.ts'

export const { resources, outputs, findings } = synthesize()

export const idOf = (type: string, pattern: RegExp) =>
  ofType(resources, type).find(([id]) => pattern.test(id))?.[0] ??
  assert.fail(`no ${type} ${pattern}`)

export const only = (type: string): Resource => {
  const found = ofType(resources, type)
  assert.equal(found.length, 1, type)
  return (found[0] as [string, Resource])[1]
}

export const machine = (name: string) =>
  ofType(resources, 'AWS::StepFunctions::StateMachine').find(
    ([, { Properties }]) => Properties.StateMachineName === name,
  )?.[1].Properties ?? assert.fail(name)
