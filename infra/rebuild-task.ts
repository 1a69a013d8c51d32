import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { CfnCluster, CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { namePrefix } from '../functions/contract/names.ts'
import { rebuildContainer, type RebuildPlace } from '../functions/contract/rebuilds.ts'
import { heapLimits } from '../functions/contract/memory.ts'
import { acknowledgeWildcards } from './acknowledgements.ts'
import type { Driver } from './drivers.ts'
import type { EnvironmentFile } from './environment-file.ts'
import { fetchCode } from './fetch-code.ts'
import { imageStatements, logStatement } from './image-statements.ts'
import type { Network } from './network.ts'
import { programOf } from './rebuild-code.ts'

interface RebuildTaskProps {
  readonly file: EnvironmentFile
  readonly image: string
  readonly network: Network
  readonly drivers: readonly Driver[]
}

/**
 * Where tables are rebuilt that take longer than one call: a cluster of its own, and a task with
 * the rights of the function that rebuilds the others. Its code is an asset, not an image: the
 * container fetches it and compares it with the hash in its command.
 */
export class RebuildTask extends Construct {
  readonly place: RebuildPlace
  /** The only roles that may be passed to ECS for it. */
  readonly roles: readonly [execution: string, task: string]
  readonly #role: Role
  readonly #policy = new PolicyDocument()
  readonly #fetch: PolicyStatement

  constructor(scope: Construct, id: string, { file, image, network, drivers }: RebuildTaskProps) {
    super(scope, id)
    const stack = Stack.of(this)
    const name = `${namePrefix}-${file.name}-rebuild`
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: name,
      clusterSettings: [{ name: 'containerInsights', value: 'enabled' }],
    })
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/${namePrefix}/${file.name}/rebuild`,
      retention: file.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const statements = [...imageStatements(stack, image), logStatement(logs.logGroupArn)]
    const execution = new Role(this, 'ExecutionRole', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      description: `Drydock ${file.name}: fetches the image of long rebuilds`,
      inlinePolicies: { execution: new PolicyDocument({ statements }) },
    })
    acknowledgeWildcards(execution, statements)
    this.#role = new Role(this, 'TaskRole', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      description: `Drydock ${file.name}: rebuilds tables that take long`,
      inlinePolicies: { task: this.#policy },
    })
    const code = programOf(this, 'Code', 'rebuild-tables', drivers)
    this.#fetch = new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [
        stack.formatArn({
          service: 's3',
          region: '',
          account: '',
          resource: code.bucket,
          resourceName: code.key,
        }),
      ],
    })
    const words = [code.bucket, code.key, code.sha256, file.region, stack.urlSuffix]
    const task = new CfnTaskDefinition(this, 'Task', {
      family: name,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      cpu: '512',
      memory: '1024',
      executionRoleArn: execution.roleArn,
      taskRoleArn: this.#role.roleArn,
      containerDefinitions: [
        {
          name: rebuildContainer,
          image,
          essential: true,
          user: 'node',
          stopTimeout: 30,
          entryPoint: ['node', ...heapLimits, '-e', startText],
          command: words,
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': logs.logGroupName,
              'awslogs-region': file.region,
              'awslogs-stream-prefix': rebuildContainer,
            },
          },
        },
      ],
    })
    this.roles = [execution.roleArn, this.#role.roleArn]
    this.place = {
      cluster: cluster.attrArn,
      taskDefinition: task.attrTaskDefinitionArn,
      subnets: file.network.subnets,
      securityGroups: [network.functionGroup, ...file.network.securityGroups],
    }
  }

  /** Gives the task its rights: those of the step, and its own code. */
  allow(statements: readonly PolicyStatement[]): void {
    const all = [...statements, this.#fetch]
    this.#policy.addStatements(...all)
    acknowledgeWildcards(this.#role, all)
  }
}

/** For `node -e`: the words after it are what the function takes. */
export const startText = `(${fetchCode.toString()})(...process.argv.slice(1))`
