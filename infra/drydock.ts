import { Annotations, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import { LogLevel, type StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { tagKeys } from '../functions/contract/names.ts'
import { stackName } from '../functions/contract/outputs.ts'
import { Alarms } from './alarms.ts'
import { Application } from './application.ts'
import { cloneAccountOf } from './clone-account-settings.ts'
import { Control } from './control.ts'
import { runEnvironmentOf } from './environment-file.ts'
import { databasePorts, driversOf } from './drivers.ts'
import { Overview } from './dashboard.ts'
import { type DrydockProps, settingsOf } from './drydock-props.ts'
import { outputs } from './outputs.ts'
import { Evidence } from './evidence.ts'
import { Network } from './network.ts'
import { warningsOf } from './settings-warnings.ts'
import { statementsOf } from './permissions.ts'
import { UndoWorkflow } from './undo-workflow.ts'
import { ReportTopic } from './report-topic.ts'
import { WeeklySchedule } from './schedule.ts'
import { RebuildTask } from './rebuild-task.ts'
import { mapSteps, rebuildMay, steps } from './steps.ts'
import { Sweep } from './sweep.ts'
import { StepLambda } from './step-lambda.ts'
import { Workflow } from './workflow.ts'
import { workflowRole } from './workflow-role.ts'

/** All of Drydock in one account and region, in a stack that holds it: start reading here. */
export class Drydock extends Construct {
  /** The runs. */
  readonly stateMachine: StateMachine
  /** Where the evidence and the reports are. */
  readonly bucket: Bucket
  /** The subscribers of reports and alarms. */
  readonly topic: Topic

  constructor(scope: Construct, id: string, props: DrydockProps) {
    super(scope, id)
    const file = settingsOf(this, props)
    const stack = Stack.of(this)
    for (const { id, text } of warningsOf(file)) Annotations.of(this).addWarningV2(id, text)

    const key = new Key(this, 'Key', {
      description: `Drydock ${file.name}: evidence and reports`,
      enableKeyRotation: true,
    })
    const { bucket } = new Evidence(this, 'Evidence', {
      key,
      retentionDays: file.evidenceRetentionDays,
      archiveDays: file.archiveDays,
    })
    const { topic } = new ReportTopic(this, 'Reports', {
      name: file.name,
      key,
      email: file.alarmEmail,
    })
    const network = new Network(this, 'Network', file)
    new Control(this, 'Control', { environmentName: file.name })

    const application =
      file.smokeTest &&
      new Application(this, 'Application', { file, test: file.smokeTest, network })

    const drivers = driversOf(file.sources)
    const { task } = file.rebuilds
    const rebuild =
      task && new RebuildTask(this, 'Rebuild', { file, image: task.image, network, drivers })

    const statements = statementsOf(stack, {
      file,
      bucketArn: bucket.bucketArn,
      topicArn: topic.topicArn,
      keyArn: key.keyArn,
      application,
      rebuild,
    })
    rebuild?.allow(rebuildMay.flatMap((permission) => statements[permission]))
    const vpc = {
      subnetIds: file.network.subnets,
      securityGroupIds: [network.functionGroup, ...file.network.securityGroups],
    }
    const lambdas = mapSteps(
      (step) =>
        new StepLambda(this, step, {
          step,
          environmentName: file.name,
          logRetentionDays: file.logRetentionDays,
          statements: steps[step].may.flatMap((permission) => statements[permission]),
          vpc: steps[step].database ? vpc : undefined,
          drivers,
        }),
    )
    const functions = mapSteps((step) => lambdas[step].lambda)

    const ownName = stackName(file.name)
    const machine = (name: string, logs: string) => ({
      functions,
      environment: runEnvironmentOf(file),
      deployment: {
        cloneSecurityGroup: network.cloneGroup,
        cloneAccount: cloneAccountOf(file, stack.partition),
        evidenceBucket: bucket.bucketName,
        reportTopic: topic.topicArn,
        site: {
          vpc: file.network.vpc,
          databasePorts: databasePorts(file.sources),
          kmsKeys: file.kmsKeys,
        },
        ...(file.authorities !== undefined && { authorities: file.authorities }),
        smokeTest: application?.place,
        rebuilds: rebuild?.place,
      },
      stateMachineName: name,
      role,
      tracingEnabled: true,
      logs: {
        // A name of this form needs no own entry in the account's resource policy for logs, whose
        // size is limited.
        destination: new LogGroup(this, `${logs}Logs`, {
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: file.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        // The log holds no secrets and no rows, except an approval token, with which any reader of
        // the log could answer.
        includeExecutionData: name !== ownName || file.approval === undefined,
      },
    })
    const role = workflowRole(this, Object.values(functions)).withoutPolicyUpdates()
    const { stateMachine } = new Workflow(this, 'Workflow', machine(ownName, 'Workflow'))
    const undo = new UndoWorkflow(this, 'Undo', machine(`${ownName}-undo`, 'Undo'))

    const { deadLetters } = new WeeklySchedule(this, 'Weekly', { file, stateMachine })
    const sweep = new Sweep(this, 'Sweep', {
      ...machine(`${ownName}-sweep`, 'Sweep'),
      runs: stateMachine,
      deadLetters,
    })
    const { alarms } = new Alarms(this, 'Alarms', {
      file,
      runs: stateMachine,
      undo: undo.stateMachine,
      sweep: sweep.stateMachine,
      sweepLogs: lambdas.sweep.logGroup,
      deadLetters,
      reportFunction: functions.reportRun,
      topic,
    })
    new Overview(this, 'Overview', {
      name: ownName,
      environmentName: file.name,
      runs: stateMachine,
      sweep: sweep.stateMachine,
      alarms,
    })
    outputs(stack, {
      file,
      runs: stateMachine.stateMachineArn,
      undo: undo.stateMachine.stateMachineArn,
      sweep: sweep.stateMachine.stateMachineArn,
      bucket: bucket.bucketName,
      topic: topic.topicArn,
      dashboard: ownName,
    })
    this.stateMachine = stateMachine
    this.bucket = bucket
    this.topic = topic
    // Clones and snapshots carry it too, so one cost allocation tag shows the cost of an
    // environment.
    Tags.of(this).add(tagKeys.environment, file.name)
  }
}
