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
import { namePrefix } from '../functions/contract/names.ts'
import { heapLimits } from '../functions/contract/memory.ts'
import { acknowledgeWildcards } from './acknowledgements.ts'
import { type Step, steps } from './steps.ts'

const root = join(import.meta.dirname, '..')
const noAzure = join(root, 'infra/no-azure.ts')

interface StepLambdaProps {
  readonly step: Step
  readonly environmentName: string
  readonly logRetentionDays: number
  readonly statements: readonly PolicyStatement[]
  /** The network of functions that connect to databases; others run outside a VPC. */
  readonly vpc: CfnFunction.VpcConfigProperty | undefined
  /** Packages that no source needs. */
  readonly leftOut: readonly string[]
}

/**
 * The function of one step, with its own role and log group. It has no settings: everything is in
 * the event.
 */
export class StepLambda extends Construct {
  readonly lambda: NodejsFunction
  readonly logGroup: LogGroup

  constructor(
    scope: Construct,
    id: string,
    { step, environmentName, logRetentionDays, statements, vpc, leftOut }: StepLambdaProps,
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
    this.lambda = new NodejsFunction(this, 'Function', {
      functionName,
      description: `Drydock ${environmentName}: ${step}`,
      entry: join(root, file),
      handler: 'handler',
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // More memory means more CPU: the row steps compute hashes.
      memorySize: vpc ? 1024 : 512,
      timeout: Duration.minutes(minutes),
      role: role.withoutPolicyUpdates(),
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: ['--enable-source-maps', ...(vpc ? heapLimits : [])].join(' ') },
      bundling: {
        // One file that includes the SDK: what was tested is what runs, independent of the
        // runtime's SDK.
        externalModules: [...leftOut],
        // Drivers and pino require() Node's built-in modules, which an ES module bundle cannot.
        format: OutputFormat.CJS,
        // Prefers a library's ES module form, which allows unused code to be removed.
        mainFields: ['module', 'main'],
        esbuildArgs: {
          '--alias:@azure/identity': noAzure,
          '--alias:@azure/keyvault-keys': noAzure,
        },
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
