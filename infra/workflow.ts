import { Duration, JsonNull } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import {
  type Deployment,
  durationMilliseconds,
  type RunEnvironment,
} from '../functions/contract/environment.ts'
import { runBound } from '../functions/contract/bounds.ts'
import type { Step } from './steps.ts'
import { smokeStates } from './smoke-states.ts'
import { execution, rdsWaitOf, States, wholePlan } from './states.ts'

interface WorkflowProps
  extends Omit<sfn.StateMachineProps, 'definitionBody' | 'timeout' | 'stateMachineType'> {
  readonly functions: Readonly<Record<Step, IFunction>>
  readonly environment: RunEnvironment
  readonly deployment: Deployment
}

/**
 * A run, from the plan to the report. Its data is { plan: { run, sources } }, and { failure } once something failed.
 * No secret and no row ever enters it.
 *
 * A failure takes its own way to its own end: clones deleted, report, Fail. Nothing of it is shared with success, so no
 * failed run can end as a success.
 */
export class Workflow extends Construct {
  readonly stateMachine: sfn.StateMachine

  constructor(
    scope: Construct,
    id: string,
    { functions, environment, deployment, ...props }: WorkflowProps,
  ) {
    super(scope, id)
    const states = new States(this, functions, rdsWaitOf(environment))
    const mode = (name: string) => sfn.Condition.stringEquals('$.plan.run.mode', name)
    const settings = { execution, environment, deployment }
    const plan = sfn.JsonPath.objectAt('$.plan')

    // Every name, the cutoff and the statements' hash, before anything exists. The input is whatever a person typed.
    const planRun = states.call(
      'PlanRun',
      'planRun',
      { ...settings, input: sfn.JsonPath.objectAt('$$.Execution.Input') },
      {
        resultSelector: {
          plan: {
            run: sfn.JsonPath.objectAt('$.run'),
            sources: sfn.JsonPath.objectAt('$.sources'),
          },
        },
      },
    )
    // Whatever can be known to spoil the run, before anything is paid for.
    const preflight = states.eachSource(
      'PreflightSources',
      states.call(
        'Preflight',
        'preflight',
        {
          run: sfn.JsonPath.objectAt('$.run'),
          source: sfn.JsonPath.objectAt('$.source'),
          sources: sfn.JsonPath.objectAt('$.sources'),
        },
        { resultPath: sfn.JsonPath.DISCARD },
      ),
      sfn.JsonPath.DISCARD,
      { sources: sfn.JsonPath.objectAt('$.plan.sources') },
    )
    const chooseMode = new sfn.Choice(this, 'ChooseMode')

    // Mode plan: look, count, report.
    const countProduction = states.eachSource(
      'CountProduction',
      states
        .rowsLoop('CountRows', 'measureRows', 'production', { pauses: true })
        .next(states.sourceDone('ProductionCounted')),
    )

    // The rehearsal: the whole purge on a copy of production, checked until nothing is left to doubt.
    const rehearse = states.eachSource(
      'Rehearse',
      states
        .sourceStep('TakeSnapshot', 'takeSnapshot')
        .next(states.sourceStep('RestoreClone', 'restoreClone'))
        .next(states.rowsLoop('MeasureClone', 'measureRows', 'clone'))
        .next(states.rowsLoop('PurgeClone', 'purgeRows', 'clone'))
        .next(states.rowsLoop('VerifyClone', 'verifyRows', 'clone'))
        .next(states.rowsLoop('ReclaimClone', 'reclaimSpace', 'clone'))
        .next(states.sourceDone('CloneVerified')),
    )

    // The vendor's fourth step, where the environment has an image: the application is started on the clones, and asked.
    const smoke = environment.smokeTest && smokeStates(states)

    const chooseProduction = new sfn.Choice(this, 'ChooseProduction')
    const deleteRehearsed = states.eachSource(
      'DeleteClonesAfterRehearsal',
      states.sourceStep('DeleteCloneAfterRehearsal', 'deleteClone'),
    )

    // The gates: production is looked at anew, all of it, before anything of it is touched.
    const measureProduction = states.eachSource(
      'LookAtProduction',
      states
        .rowsLoop('MeasureProduction', 'measureRows', 'production', { pauses: true })
        .next(states.sourceDone('ProductionMeasured')),
    )
    const checkGates = states.call('CheckGates', 'checkGates', wholePlan, { resultPath: '$.gates' })
    // Until production may be purged; no time at all where it may at once.
    const waitForWindow = new sfn.Wait(this, 'WaitForWindow', {
      time: sfn.WaitTime.secondsPath('$.gates.waitSeconds'),
    })
    // A person's word, where the environment asks for one. The clones are there to be looked at until it is given.
    const approval =
      environment.approval &&
      states.ask('AskApproval', 'askApproval', wholePlan, {
        deadline: Duration.millis(durationMilliseconds(environment.approval.deadline)),
        resultPath: '$.approval',
      })
    const notAnswered = new sfn.Pass(this, 'NotAnswered', {
      result: sfn.Result.fromObject({
        Error: 'NotApproved',
        Cause: `Nobody answered within ${environment.approval?.deadline}, and no answer is a no. Production was not purged. Start the execution again when somebody can.`,
      }),
      resultPath: '$.failure',
    })
    const deleteClones = states.eachSource(
      'DeleteClones',
      states.sourceStep('DeleteClone', 'deleteClone'),
    )

    // Production: the same steps with another target, behind two opt-ins, a rehearsal without a finding, and the gates.
    const production = states.eachSource(
      'Production',
      // Counted anew: while the run waited for its window or for a person, the application went on.
      states
        .rowsLoop('RecountProduction', 'measureRows', 'production', { pauses: true, again: true })
        .next(states.rowsLoop('PurgeProduction', 'purgeRows', 'production', { pauses: true }))
        .next(states.rowsLoop('VerifyProduction', 'verifyRows', 'production', { pauses: true }))
        .next(states.rowsLoop('ReclaimProduction', 'reclaimSpace', 'production', { pauses: true }))
        .next(states.sourceDone('ProductionVerified')),
    )

    // The tail. By now the run's work is done: what it can not do is a warning of the report, and no failure.
    const snapshotsLeft = {
      source: sfn.JsonPath.stringAt('$.source.name'),
      failure: sfn.JsonPath.objectAt('$.failure'),
    }
    const keepSnapshots = states.eachSource(
      'KeepSnapshots',
      states
        .sourceStep('ExpireSnapshots', 'expireSnapshots')
        .addCatch(states.sourceDone('SnapshotsLeft', snapshotsLeft), { resultPath: '$.failure' })
        .next(states.sourceDone('SnapshotsKept', {})),
      '$.snapshotsLeft',
    )
    const report = states.call(
      'Report',
      'reportRun',
      { ...settings, plan, failure: JsonNull.INSTANCE, state: sfn.JsonPath.objectAt('$') },
      { resultPath: sfn.JsonPath.DISCARD },
    )
    // Of a purge that is verified there is then no report, which an alarm tells; a run that only looked has then failed.
    const notReported = new sfn.Choice(this, 'NotReported')
    const succeeded = new sfn.Succeed(this, 'Succeeded')

    // The failure's way. One clone that will not go must not keep the next one alive: each has a catch of its own, and
    // what stays is named in the report and swept later (sweep.ts).
    const deleteCloneAfterFailure = states
      .sourceStep('DeleteCloneAfterFailure', 'deleteClone')
      .addCatch(
        states.sourceDone('CloneLeft', { cloneLeft: sfn.JsonPath.stringAt('$.source.clone') }),
        { resultPath: sfn.JsonPath.DISCARD },
      )
    const deleteClonesAfterFailure = states.eachSource(
      'DeleteClonesAfterFailure',
      deleteCloneAfterFailure.next(states.sourceDone('CloneGone', {})),
      '$.clonesLeft',
    )
    const noPlan = new sfn.Pass(this, 'NoPlan', {
      comment: 'Nothing was planned, so nothing exists that could be deleted.',
      parameters: { plan: JsonNull.INSTANCE, failure: sfn.JsonPath.objectAt('$') },
    })
    const failure = sfn.JsonPath.objectAt('$.failure')
    const reportFailure = states.call(
      'ReportFailure',
      'reportRun',
      { ...settings, plan, failure, state: sfn.JsonPath.objectAt('$') },
      { resultPath: sfn.JsonPath.DISCARD },
    )
    const runFailed = new sfn.Fail(this, 'RunFailed', {
      errorPath: '$.failure.Error',
      causePath: '$.failure.Cause',
    })

    // The order of things.
    planRun.next(preflight).next(chooseMode)
    chooseMode.when(mode('plan'), countProduction).otherwise(rehearse)
    countProduction.next(report)
    ;(smoke ? rehearse.next(smoke.chain) : rehearse).next(chooseProduction)
    chooseProduction.when(mode('purge'), measureProduction).otherwise(deleteRehearsed)
    deleteRehearsed.next(keepSnapshots)
    measureProduction.next(checkGates).next(waitForWindow)
    if (approval) waitForWindow.next(approval)
    ;(approval ?? waitForWindow).next(deleteClones)
    deleteClones.next(production).next(keepSnapshots)
    keepSnapshots.next(report).next(succeeded)

    // The order of things when one of them fails. What the failure's own steps throw is not what the run failed of.
    // PlanRun's catch keeps nothing of the input, which may be anything, even a string.
    planRun.addCatch(noPlan.next(reportFailure))
    approval?.addCatch(notAnswered.next(deleteClonesAfterFailure), {
      errors: [sfn.Errors.TIMEOUT],
      resultPath: sfn.JsonPath.DISCARD,
    })
    for (const state of [
      preflight,
      countProduction,
      rehearse,
      deleteRehearsed,
      measureProduction,
      checkGates,
      approval,
      deleteClones,
      production,
    ])
      state?.addCatch(deleteClonesAfterFailure, { resultPath: '$.failure' })
    smoke?.failInto(deleteClonesAfterFailure)
    keepSnapshots.addCatch(report, { resultPath: '$.snapshotsFailure' })
    report.addCatch(notReported, { resultPath: '$.failure' })
    notReported.when(mode('purge'), succeeded).otherwise(reportFailure)
    deleteClonesAfterFailure
      .addCatch(reportFailure, { resultPath: '$.cleanupFailure' })
      .next(reportFailure)
    reportFailure.addCatch(runFailed, { resultPath: '$.reportFailure' }).next(runFailed)

    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      ...props,
      definitionBody: sfn.DefinitionBody.fromChainable(planRun),
      // Bounds what has no bound of its own: the loops, which end by themselves before (see purgeBy and endsBy of a run).
      timeout: Duration.millis(runBound(environment)),
    })
  }
}
