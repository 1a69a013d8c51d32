import { Duration, Validations } from 'aws-cdk-lib'
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { EnvironmentFile } from './environment-file.ts'

/** Starts a run every week. A failed start goes to a queue, which raises an alarm. */
export class WeeklySchedule extends Construct {
  readonly deadLetters: Queue

  constructor(
    scope: Construct,
    id: string,
    {
      file: { name, mode, schedule },
      stateMachine,
    }: { file: EnvironmentFile; stateMachine: IStateMachine },
  ) {
    super(scope, id)
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue of an EventBridge rule; only people read it.',
    })
    const [hour, minute] = schedule.time.split(':').map(Number) as [number, number]
    new Rule(this, 'Rule', {
      description: `Starts a run of Drydock ${name} every ${schedule.day} at ${schedule.time} UTC`,
      enabled: schedule.enabled,
      schedule: Schedule.cron({
        weekDay: schedule.day,
        hour: String(hour),
        minute: String(minute),
      }),
      targets: [
        new SfnStateMachine(stateMachine, {
          // Explicit, so that the execution's input shows the mode.
          input: RuleTargetInput.fromObject({ mode }),
          deadLetterQueue: this.deadLetters,
          retryAttempts: 10,
          // Later, it is no longer the quiet hour that the schedule was chosen for.
          maxEventAge: Duration.hours(2),
        }),
      ],
    })
  }
}
