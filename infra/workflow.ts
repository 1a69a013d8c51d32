import { Duration, JsonNull } from 'aws-cdk-lib'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { durationMilliseconds } from '../functions/contract/environment.ts'
import { runBound } from '../functions/contract/bounds.ts'
import { gatherArchivesOf } from './gather-states.ts'
import { smokeStates } from './smoke-states.ts'
import { execution, forSource, rdsWaitOf, States, wholePlan, type MachineProps } from './states.ts'

/**
 * A run, from the plan to the report. Its data is { plan: { run, sources } }, what the gates and
 * the approval answered, and { failure } once something failed. It never contains secrets or rows.
 *
 * A failure has its own path to its own end: clones deleted, report, Fail. It shares no state with
 * the success path, so no failed run can end as a success.
 */
export class Workflow extends Construct {
  readonly stateMachine: sfn.StateMachine

  constructor(
    scope: Construct,
    id: string,
    { functions, environment, deployment, ...props }: MachineProps,
  ) {
    super(scope, id)
    const states = new States(this, functions, rdsWaitOf(environment))
    const mode = (name: string) => sfn.Condition.stringEquals('$.plan.run.mode', name)
    const settings = { execution, environment, deployment }
    const plan = sfn.JsonPath.objectAt('$.plan')
    // A rebuild that takes longer than a call is a task's, and the step waits for it.
    const hasTask = environment.rebuilds.task !== undefined

    // All names, the cutoff and the statements' hash, before anything is created. The input may be
    // anything.
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
    // Everything that could make the run fail and can be known before anything is paid for.
    const preflight = states.eachSource(
      'PreflightSources',
      states.call(
        'Preflight',
        'preflight',
        { ...forSource, sources: sfn.JsonPath.objectAt('$.sources') },
        { resultPath: sfn.JsonPath.DISCARD },
      ),
      sfn.JsonPath.DISCARD,
      { sources: sfn.JsonPath.objectAt('$.plan.sources') },
    )
    const chooseMode = new sfn.Choice(this, 'ChooseMode')

    // Mode plan: check, count, report.
    const countProduction = states.eachSource(
      'CountProduction',
      states
        .rowsLoop('CountRows', 'measureRows', 'production', { pauses: true })
        .next(states.sourceDone('ProductionCounted')),
    )

    // Only where the clones have an account of their own.
    const copySnapshot =
      deployment.cloneAccount && states.sourceStep('CopySnapshot', 'copySnapshot')
    const takeSnapshot = states.sourceStep('TakeSnapshot', 'takeSnapshot')

    // The rehearsal: the whole purge on a copy of production, fully checked.
    const rehearse = states.eachSource(
      'Rehearse',
      (copySnapshot ? takeSnapshot.next(copySnapshot) : takeSnapshot)
        .next(states.sourceStep('RestoreClone', 'restoreClone'))
        // The server shows on rows of Drydock's own that it does what the plan means.
        .next(states.sourceStep('ProveEngine', 'proveEngine'))
        .next(states.rowsLoop('MeasureClone', 'measureRows', 'clone'))
        .next(states.rowsLoop('PurgeClone', 'purgeRows', 'clone'))
        .next(states.rowsLoop('VerifyClone', 'verifyRows', 'clone'))
        .next(states.rowsLoop('ReclaimClone', 'reclaimSpace', 'clone', { pauses: hasTask }))
        .next(states.sourceDone('CloneVerified')),
    )

    // If the environment names an image, the application is started on the clones and tested, as
    // the vendor advises.
    const smoke = environment.smokeTest && smokeStates(states)

    const chooseProduction = new sfn.Choice(this, 'ChooseProduction')
    const deleteRehearsed = states.eachSource(
      'DeleteClonesAfterRehearsal',
      states.sourceStep('DeleteCloneAfterRehearsal', 'deleteClone'),
    )

    // The gates: all of production is measured again before any of it is touched.
    const measureProduction = states.eachSource(
      'LookAtProduction',
      states
        .rowsLoop('MeasureProduction', 'measureRows', 'production', { pauses: true })
        .next(states.sourceDone('ProductionMeasured')),
    )
    const checkGates = states.call('CheckGates', 'checkGates', wholePlan, { resultPath: '$.gates' })
    // Waits until production may be purged; zero seconds if it may be at once.
    const waitForWindow = new sfn.Wait(this, 'WaitForWindow', {
      time: sfn.WaitTime.secondsPath('$.gates.waitSeconds'),
    })
    // Approval, if the environment requires it. Until then the clones are available for inspection.
    const approval =
      environment.approval &&
      states.ask('AskApproval', 'askApproval', wholePlan, {
        deadline: Duration.millis(durationMilliseconds(environment.approval.deadline)),
        resultPath: '$.approval',
      })
    const notAnswered = new sfn.Pass(this, 'NotAnswered', {
      result: sfn.Result.fromObject({
        Error: 'NotApproved',
        Cause:
          `Nobody answered within ${environment.approval?.deadline}, so production was not ` +
          'purged. Start the execution again when somebody is available to answer.',
      }),
      resultPath: '$.failure',
    })
    const deleteClones = states.eachSource(
      'DeleteClones',
      states.sourceStep('DeleteClone', 'deleteClone'),
    )

    // Production: the same steps with another target, after two opt-ins, a rehearsal without
    // findings, and the gates.
    const production = states.eachSource(
      'Production',
      // Counted again: the application kept writing while the run waited for its window or for
      // approval.
      states
        .rowsLoop('RecountProduction', 'measureRows', 'production', { pauses: true, again: true })
        .next(states.rowsLoop('PurgeProduction', 'purgeRows', 'production', { pauses: true }))
        .next(states.rowsLoop('VerifyProduction', 'verifyRows', 'production', { pauses: true }))
        .next(states.rowsLoop('ReclaimProduction', 'reclaimSpace', 'production', { pauses: true }))
        .next(states.sourceDone('ProductionVerified')),
    )

    // The tail. The run's work is done: what fails here is a warning in the report, not a failure.
    const gatherArchives = gatherArchivesOf(states)
    const keepSnapshots = states.eachSource(
      'KeepSnapshots',
      states
        .sourceStep('ExpireSnapshots', 'expireSnapshots')
        .addCatch(states.sourceLeft('SnapshotsLeft'), { resultPath: '$.failure' })
        .next(states.sourceDone('SnapshotsKept', {})),
      '$.snapshotsLeft',
    )
    const report = states.call(
      'Report',
      'reportRun',
      { ...settings, plan, failure: JsonNull.INSTANCE, state: sfn.JsonPath.objectAt('$') },
      { resultPath: sfn.JsonPath.DISCARD },
    )
    // Without a report a verified purge still succeeds, and an alarm is raised; in the other modes
    // the run has failed.
    const notReported = new sfn.Choice(this, 'NotReported')
    const succeeded = new sfn.Succeed(this, 'Succeeded')

    // The failure path. One clone that cannot be deleted must not keep the next one: each has its
    // own catch. Remaining clones are named in the report and swept later (sweep.ts).
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
      comment: 'Nothing was planned, so there is nothing to delete.',
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

    // The order of states.
    planRun.next(preflight).next(chooseMode)
    chooseMode.when(mode('plan'), countProduction).otherwise(rehearse)
    countProduction.next(report)
    ;(smoke ? rehearse.next(smoke.chain) : rehearse).next(chooseProduction)
    chooseProduction.when(mode('purge'), measureProduction).otherwise(deleteRehearsed)
    deleteRehearsed.next(keepSnapshots)
    measureProduction.next(checkGates).next(waitForWindow)
    if (approval) waitForWindow.next(approval)
    ;(approval ?? waitForWindow).next(deleteClones)
    deleteClones.next(production).next(gatherArchives).next(keepSnapshots)
    keepSnapshots.next(report).next(succeeded)

    // The order of states after a failure. Errors of the failure path's own steps do not replace
    // the run's error. PlanRun's catch drops the input, which may be anything, even a string.
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
    gatherArchives.addCatch(keepSnapshots, { resultPath: '$.archivesFailure' })
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
      // The limit for the loops, which have none of their own. Normally they end earlier (purgeBy
      // and endsBy of a run).
      timeout: Duration.millis(runBound({ ...environment, cloneAccount: deployment.cloneAccount })),
    })
  }
}
