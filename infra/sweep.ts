import { Duration } from 'aws-cdk-lib'
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { minutesBeforeSweep } from './steps.ts'
import { execution, rdsWaitOf, States, type MachineProps } from './states.ts'

interface SweepProps extends MachineProps {
  /** The state machine whose runs are cleaned up after. */
  readonly runs: sfn.IStateMachine
  readonly deadLetters: IQueue
}

/** Deletes what ended runs left behind: daily, right after an unsuccessful run, and by hand. */
export class Sweep extends Construct {
  readonly stateMachine: sfn.StateMachine

  constructor(
    scope: Construct,
    id: string,
    { functions, environment, deployment, runs, deadLetters, ...props }: SweepProps,
  ) {
    super(scope, id)
    const wait = rdsWaitOf(environment)
    const states = new States(this, functions, wait)
    const sweep = states.call(
      'Sweep',
      'sweep',
      {
        execution,
        input: sfn.JsonPath.objectAt('$$.Execution.Input'),
        environment,
        deployment,
        stateMachine: runs.stateMachineArn,
      },
      // Wrong input is reported at once; the next day's sweep retries anything else that fails.
      {},
    )
    // Archives whose run did not gather them, in turn, also after one that fails; the next sweep
    // takes that up.
    const notGathered = states.sourceDone('NotGathered', {
      failure: sfn.JsonPath.objectAt('$.failure'),
    })
    const gather = new sfn.Map(this, 'GatherLeft', {
      itemsPath: '$.archives',
      maxConcurrency: 1,
      itemSelector: { left: sfn.JsonPath.objectAt('$$.Map.Item.Value') },
      resultPath: '$.gathered',
    }).itemProcessor(
      states
        .gatherLoop(
          'GatherArchive',
          {
            runId: sfn.JsonPath.stringAt('$.left.runId'),
            source: sfn.JsonPath.stringAt('$.left.source'),
            archive: environment.archive,
            deployment,
          },
          notGathered,
        )
        .next(states.sourceDone('LeftGathered', {})),
    )
    // A sweep that left an archive has failed, with the first one's error.
    const judge = new sfn.Map(this, 'JudgeGathered', {
      itemsPath: '$.gathered',
      maxConcurrency: 1,
      resultPath: sfn.JsonPath.DISCARD,
    }).itemProcessor(
      new sfn.Choice(this, 'WasGathered')
        .when(
          sfn.Condition.isPresent('$.failure'),
          new sfn.Fail(this, 'NotAllGathered', {
            errorPath: '$.failure.Error',
            causePath: '$.failure.Cause',
          }),
        )
        .otherwise(states.sourceDone('Gathered')),
    )
    const swept = new sfn.Succeed(this, 'Swept')
    sweep.next(
      new sfn.Choice(this, 'OnlyShown')
        .when(sfn.Condition.booleanEquals('$.dryRun', true), swept)
        .otherwise(gather.next(judge).next(swept)),
    )
    const letEnd = new sfn.Wait(this, 'LetCallsEnd', {
      time: sfn.WaitTime.duration(Duration.minutes(minutesBeforeSweep)),
    })
    const begin = new sfn.Choice(this, 'AfterARun')
      .when(sfn.Condition.isPresent('$.run'), letEnd.next(sweep))
      .otherwise(sweep)
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      ...props,
      definitionBody: sfn.DefinitionBody.fromChainable(begin),
      timeout: wait.plus(Duration.hours(4)),
    })

    const target = (input: RuleTargetInput) =>
      new SfnStateMachine(this.stateMachine, {
        input,
        deadLetterQueue: deadLetters,
        retryAttempts: 10,
        maxEventAge: Duration.hours(2),
      })
    new Rule(this, 'Daily', {
      description: `Sweeps after the runs of Drydock ${environment.name} every day`,
      // Not on the hour, when most schedules are due.
      schedule: Schedule.cron({ hour: '12', minute: '17' }),
      targets: [target(RuleTargetInput.fromObject({}))],
    })
    new Rule(this, 'RunEnded', {
      description: `Sweeps after a run of Drydock ${environment.name} that did not succeed`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [runs.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [target(RuleTargetInput.fromObject({ run: EventField.fromPath('$.detail.name') }))],
    })
  }
}
