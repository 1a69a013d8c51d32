import { Duration, JsonNull } from 'aws-cdk-lib'
import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { execution, rdsWaitOf, States, type MachineProps } from './states.ts'

/** Puts back rows that a run deleted: a separate state machine that only a person starts. */
export class UndoWorkflow extends Construct {
  readonly stateMachine: sfn.StateMachine

  constructor(
    scope: Construct,
    id: string,
    { functions, environment, deployment, ...props }: MachineProps,
  ) {
    super(scope, id)
    const states = new States(this, functions, rdsWaitOf(environment))
    // The input may be anything; the progress is kept beside it.
    const begin = new sfn.Pass(this, 'BeginUndo', {
      parameters: { undo: { done: false, progress: JsonNull.INSTANCE } },
    })
    const undo = states.call(
      'UndoRows',
      'undoRows',
      {
        execution,
        environment,
        deployment,
        input: sfn.JsonPath.objectAt('$$.Execution.Input'),
        progress: sfn.JsonPath.objectAt('$.undo.progress'),
      },
      { resultPath: '$.undo' },
    )
    const done = new sfn.Choice(this, 'UndoRowsDone')
      .when(sfn.Condition.booleanEquals('$.undo.done', true), new sfn.Succeed(this, 'Undone'))
      .otherwise(undo)
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      ...props,
      definitionBody: sfn.DefinitionBody.fromChainable(begin.next(undo).next(done)),
      timeout: Duration.days(1),
    })
  }
}
