import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { Step } from './steps.ts'
import { type States, wholePlan } from './states.ts'

/**
 * The vendor's fourth step: the application is started on the clones, tested, and stopped, also
 * after a failure. For all sources at once: an application whose databases are on two instances
 * needs both clones.
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
    /**
     * After any failure the application is stopped; if that fails too, the clones are still
     * deleted.
     */
    failInto(cleanUp: sfn.IChainable): void {
      const stopAfterFailure = call('StopApplicationAfterFailure', 'stopApplication')
      stopAfterFailure.addCatch(cleanUp, { resultPath: '$.applicationLeft' }).next(cleanUp)
      for (const state of [start, test, stop])
        state.addCatch(stopAfterFailure, { resultPath: '$.failure' })
    },
  }
}
