import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam'
import { Architecture, type CfnFunction, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { namePrefix } from '../functions/contract/names.ts'
import { heapLimits } from '../functions/contract/memory.ts'
import { acknowledgeWildcards } from './acknowledgements.ts'
import type { Driver } from './drivers.ts'
import { codeOf } from './function-bundles.ts'
import { type Step, steps } from './steps.ts'

interface StepLambdaProps {
  readonly step: Step
  readonly environmentName: string
  readonly logRetentionDays: number
  readonly statements: readonly PolicyStatement[]
  /** The network of functions that connect to databases; others run outside a VPC. */
  readonly vpc: CfnFunction.VpcConfigProperty | undefined
  /** Of the sources' engines. */
  readonly drivers: readonly Driver[]
}

/**
 * The function of one step, with its own role and log group. It has no settings: everything is in
 * the event.
 */
export class StepLambda extends Construct {
  readonly lambda: Function
  readonly logGroup: LogGroup

  constructor(
    scope: Construct,
    id: string,
    { step, environmentName, logRetentionDays, statements, vpc, drivers }: StepLambdaProps,
  ) {
    super(scope, id)
    const { file, minutes } = steps[step]
    const handler = file.replace(/^functions\/(.*)\.ts$/, '$1')
    const functionName = `${namePrefix}-${environmentName}-${handler}`
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
    this.lambda = new Function(this, 'Function', {
      functionName,
      description: `Drydock ${environmentName}: ${step}`,
      code: codeOf(handler, drivers),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // More memory means more CPU: the row steps compute hashes, and so does the gathering, which
      // holds a volume twice.
      memorySize: vpc || minutes === 15 ? 1024 : 512,
      timeout: Duration.minutes(minutes),
      role: role.withoutPolicyUpdates(),
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: ['--enable-source-maps', ...(vpc ? heapLimits : [])].join(' ') },
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

/** Basic permissions of a function: logs, traces, and the network interfaces of a VPC. */
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
          // Lambda needs these for the function; the function's code does not (AWS, "Giving Lambda
          // functions access to resources in an Amazon VPC"). Only calls of that code carry the
          // function's ARN.
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
