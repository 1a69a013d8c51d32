import { Stack } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { consoleLinks } from '../functions/contract/console.ts'

interface Raised {
  /** In words: what happened, or is going to. */
  readonly says: string
  /** The anchor of its heading in the runbook, which is the end of its name as well. */
  readonly heading: string
  /** The state machine whose executions show more. */
  readonly machine: IStateMachine
  readonly threshold?: number
  /** Of a metric that comes once a run: its state stays until the next one. */
  readonly onceARun?: true
}

/** Makes an alarm that its topic hears of. */
export type AddAlarm = (id: string, metric: IMetric, raised: Raised) => Alarm

/** Each alarm links to its executions and to what the runbook says of it. */
export const alarmsAt =
  (scope: Construct, environmentName: string, topic: ITopic): AddAlarm =>
  (id, metric, { says, heading, machine, threshold = 1, onceARun }) => {
    const link = consoleLinks(Stack.of(scope).region).stateMachine(machine.stateMachineArn)
    const alarm = new Alarm(scope, id, {
      alarmName: `drydock-${environmentName}-${heading}`,
      alarmDescription:
        `Drydock ${environmentName}: ${says} Executions: ${link} What to do: ` +
        `docs/runbook.md#${heading}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: onceARun ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(topic))
    return alarm
  }
