import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam'
import { Architecture, type CfnFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { join } from 'node:path'
import { namePrefix } from '../functions/contract/environment.ts'
import { heapLimits } from '../functions/contract/memory.ts'
import { acknowledgeWildcards } from './acknowledgements.ts'
import { type Step, steps } from './steps.ts'

const root = join(import.meta.dirname, '..')

interface StepLambdaProps {
  readonly step: Step
  readonly environmentName: string
  readonly logRetentionDays: number
  readonly statements: readonly PolicyStatement[]
  /** Where the function runs when it talks to databases; outside of any VPC otherwise. */
  readonly vpc: CfnFunction.VpcConfigProperty | undefined
}

/** The function of one step, with a role and a log group of its own. It has no settings: all comes with the event. */
export class StepLambda extends Construct {
  readonly lambda: NodejsFunction
  readonly logGroup: LogGroup

  constructor(
    scope: Construct,
    id: string,
    { step, environmentName, logRetentionDays, statements, vpc }: StepLambdaProps,
  ) {
    super(scope, id)
    const { file, minutes } = steps[step]
    const functionName = `${namePrefix}-${environmentName}-${file.replace(/^functions\/(.*)\.ts$/, '$1')}`
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.logGroup = logGroup
    const allowed = [...statements, ...ownStatements(this, functionName, vpc !== undefined)]
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Drydock ${environmentName}: ${step}`,
      inlinePolicies: { step: new PolicyDocument({ statements: allowed }) },
    })
    acknowledgeWildcards(role, allowed)
    this.lambda = new NodejsFunction(this, 'Function', {
      functionName,
      description: `Drydock ${environmentName}: ${step}`,
      entry: join(root, file),
      handler: 'handler',
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // More memory is more CPU: the row steps compute fingerprints.
      memorySize: vpc ? 1024 : 512,
      timeout: Duration.minutes(minutes),
      role: role.withoutPolicyUpdates(),
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: ['--enable-source-maps', ...(vpc ? heapLimits : [])].join(' ') },
      bundling: {
        // One file with everything in it, the SDK too: what was tested is what runs, whatever the runtime brings along.
        externalModules: [],
        // Drivers and pino require() Node's own modules, which a bundle in module format can not.
        format: OutputFormat.CJS,
        // The module form of a library, where it has one, leaves out what is not used.
        mainFields: ['module', 'main'],
        sourceMap: true,
        logLevel: LogLevel.ERROR,
      },
    })
    if (vpc) (this.lambda.node.defaultChild as CfnFunction).vpcConfig = vpc
  }
}

const interfaceActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
] as const

/** What a function needs to run at all: its logs, its traces, and the network interfaces of a VPC. */
function ownStatements(scope: Construct, functionName: string, inVpc: boolean): PolicyStatement[] {
  const logs = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: `/aws/lambda/${functionName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
  const functionArn = Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: functionName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
  return [
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logs],
    }),
    new PolicyStatement({
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
    }),
    ...(inVpc
      ? [
          new PolicyStatement({
            actions: [...interfaceActions],
            resources: ['*'],
          }),
          // Lambda needs these for the function; the function's own code does not (AWS, "Giving Lambda functions access to
          // resources in an Amazon VPC"). Calls of that code alone carry the function's ARN.
          new PolicyStatement({
            effect: Effect.DENY,
            actions: [...interfaceActions, 'ec2:DetachNetworkInterface'],
            resources: ['*'],
            conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
          }),
        ]
      : []),
  ]
}
