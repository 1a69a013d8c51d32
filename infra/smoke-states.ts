import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { Step } from './steps.ts'
import { type States, wholePlan } from './states.ts'

/**
 * The vendor's fourth step: the application is started on the clones, asked, and stopped, on the failure's way too. For
 * all sources at once: an application whose databases lie on two instances needs both clones.
 */
export function smokeStates(states: States) {
  const call = (name: string, step: Step) =>
    states.call(name, step, wholePlan, { resultPath: sfn.JsonPath.DISCARD })
  const [start, test, stop] = [
    call('StartApplication', 'startApplication'),
    call('SmokeTest', 'smokeTest'),
    call('StopApplication', 'stopApplication'),
  ]
  return {
    chain: start.next(test).next(stop),
    /** Whatever fails, the application is stopped; that it can not be is no reason for clones to stay. */
    failInto(cleanUp: sfn.IChainable): void {
      const stopAfterFailure = call('StopApplicationAfterFailure', 'stopApplication')
      stopAfterFailure.addCatch(cleanUp, { resultPath: '$.applicationLeft' }).next(cleanUp)
      for (const state of [start, test, stop])
        state.addCatch(stopAfterFailure, { resultPath: '$.failure' })
    },
  }
}
