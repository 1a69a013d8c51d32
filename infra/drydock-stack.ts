import { Annotations, type Environment, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { namePrefix, tagKeys } from '../functions/contract/names.ts'
import { Alarms } from './alarms.ts'
import { Application } from './application.ts'
import { cloneAccountOf } from './clone-account-settings.ts'
import { Control } from './control.ts'
import { type EnvironmentFile, runEnvironmentOf } from './environment-file.ts'
import { databasePorts, driversLeftOut } from './drivers.ts'
import { Overview } from './dashboard.ts'
import { outputs } from './outputs.ts'
import { Evidence } from './evidence.ts'
import { Network } from './network.ts'
import { warningsOf } from './settings-warnings.ts'
import { statementsOf } from './permissions.ts'
import { UndoWorkflow } from './undo-workflow.ts'
import { ReportTopic } from './report-topic.ts'
import { WeeklySchedule } from './schedule.ts'
import { mapSteps, steps } from './steps.ts'
import { Sweep } from './sweep.ts'
import { StepLambda } from './step-lambda.ts'
import { Workflow } from './workflow.ts'
import { workflowRole } from './workflow-role.ts'

/** All of Drydock in one account and region: start reading here. */
export class DrydockStack extends Stack {
  constructor(scope: Construct, file: EnvironmentFile) {
    const env: Environment = { account: file.account, region: file.region }
    super(scope, `${namePrefix}-${file.name}`, {
      env,
      description: `Drydock ${file.name}: the weekly purge of WSO2 databases`,
      terminationProtection: true,
    })

    // The library adds dependencies that references already imply: harmless, and not in this code's
    // control.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } }

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

    const statements = statementsOf(this, {
      file,
      bucketArn: bucket.bucketArn,
      topicArn: topic.topicArn,
      keyArn: key.keyArn,
      application,
    })
    const vpc = {
      subnetIds: file.network.subnets,
      securityGroupIds: [network.functionGroup, ...file.network.securityGroups],
    }
    const leftOut = driversLeftOut(file.sources)
    const lambdas = mapSteps(
      (step) =>
        new StepLambda(this, step, {
          step,
          environmentName: file.name,
          logRetentionDays: file.logRetentionDays,
          statements: steps[step].may.flatMap((permission) => statements[permission]),
          vpc: steps[step].database ? vpc : undefined,
          leftOut,
        }),
    )
    const functions = mapSteps((step) => lambdas[step].lambda)

    const stackName = `${namePrefix}-${file.name}`
    const machine = (name: string, logs: string) => ({
      functions,
      environment: runEnvironmentOf(file),
      deployment: {
        cloneSecurityGroup: network.cloneGroup,
        cloneAccount: cloneAccountOf(file, this.partition),
        evidenceBucket: bucket.bucketName,
        reportTopic: topic.topicArn,
        site: {
          vpc: file.network.vpc,
          databasePorts: databasePorts(file.sources),
          kmsKeys: file.kmsKeys,
        },
        ...(file.authorities !== undefined && { authorities: file.authorities }),
        smokeTest: application?.place,
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
        includeExecutionData: name !== stackName || file.approval === undefined,
      },
    })
    const role = workflowRole(this, Object.values(functions)).withoutPolicyUpdates()
    const { stateMachine } = new Workflow(this, 'Workflow', machine(stackName, 'Workflow'))
    const undo = new UndoWorkflow(this, 'Undo', machine(`${stackName}-undo`, 'Undo'))

    const { deadLetters } = new WeeklySchedule(this, 'Weekly', { file, stateMachine })
    const sweep = new Sweep(this, 'Sweep', {
      ...machine(`${stackName}-sweep`, 'Sweep'),
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
      name: stackName,
      environmentName: file.name,
      runs: stateMachine,
      sweep: sweep.stateMachine,
      alarms,
    })
    outputs(this, {
      file,
      runs: stateMachine.stateMachineArn,
      undo: undo.stateMachine.stateMachineArn,
      sweep: sweep.stateMachine.stateMachineArn,
      bucket: bucket.bucketName,
      topic: topic.topicArn,
      dashboard: stackName,
    })
    // Clones and snapshots carry it too, so one cost allocation tag shows the cost of an
    // environment.
    Tags.of(this).add(tagKeys.environment, file.name)
  }
}
