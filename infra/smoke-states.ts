import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { Step } from '../functions/contract/steps.ts'
import type { States } from './states.ts'

/**
 * The vendor's fourth step: the application is started on the clones, asked, and stopped, on the failure's way too. For
 * all sources at once: an application whose databases lie on two instances needs both clones.
 */
export function smokeStates(states: States, wholePlan: Record<string, unknown>) {
  const call = (name: string, step: Step, insist = false) =>
    states.call(name, step, wholePlan, { resultPath: sfn.JsonPath.DISCARD, insist })
  const [start, test, stop] = [
    call('StartApplication', 'startApplication'),
    call('SmokeTest', 'smokeTest'),
    call('StopApplication', 'stopApplication', true),
  ]
  return {
    chain: start.next(test).next(stop),
    /** Whatever fails, the application is stopped; that it can not be is no reason for clones to stay. */
    failInto(cleanUp: sfn.IChainable): void {
      const stopAfterFailure = call('StopApplicationAfterFailure', 'stopApplication', true)
      stopAfterFailure.addCatch(cleanUp, { resultPath: '$.applicationLeft' }).next(cleanUp)
      for (const state of [start, test, stop])
        state.addCatch(stopAfterFailure, { resultPath: '$.failure' })
    },
  }
}
