import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  CfnSecurityGroup,
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
} from 'aws-cdk-lib/aws-ec2'
import { CfnCluster, CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { namePrefix } from '../functions/contract/names.ts'
import {
  containerName,
  suffixOf,
  type ApplicationPlace,
  type SmokeTest,
} from '../functions/contract/smoke.ts'
import { acknowledgeWildcards } from './acknowledgements.ts'
import type { EnvironmentFile } from './environment-file.ts'
import { imageStatements, logStatement } from './image-statements.ts'
import type { Network } from './network.ts'

interface ApplicationProps {
  readonly file: EnvironmentFile
  readonly test: SmokeTest
  readonly network: Network
}

/**
 * Where API Manager is started on a clone: a separate cluster, and a task that only the smoke test
 * runs. The container has no AWS permissions at all. It gets the clone's user and password from a
 * secret of Drydock's own, so that the task is defined with the stack and no function may define
 * another.
 */
export class Application extends Construct {
  readonly place: ApplicationPlace
  /** The only role that may be passed to ECS. */
  readonly executionRole: string

  constructor(scope: Construct, id: string, { file, test, network }: ApplicationProps) {
    super(scope, id)
    const name = `${namePrefix}-${file.name}-application`
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: name,
      clusterSettings: [{ name: 'containerInsights', value: 'enabled' }],
    })
    const logGroup = `/${namePrefix}/${file.name}/application`
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: logGroup,
      retention: file.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const secret = new CfnSecret(this, 'Credentials', {
      name: `${namePrefix}/${file.name}/clone`,
      description: `Drydock ${file.name}: user and password of the clone under smoke test`,
      secretString: '{}',
    })
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Each run writes the password of its clone; the password of a deleted clone is worthless.',
    })

    const statements = executionStatements(
      Stack.of(this),
      test.image,
      secret.attrId,
      logs.logGroupArn,
    )
    const fetches = "the image and the clone's password for the application"
    const role = new Role(this, 'ExecutionRole', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      description: `Drydock ${file.name}: fetches ${fetches}`,
      inlinePolicies: { execution: new PolicyDocument({ statements }) },
    })
    acknowledgeWildcards(role, statements)

    const variables = file.sources.flatMap((_, at) =>
      (['username', 'password'] as const).map((key) => ({
        name: `DRYDOCK_CLONE_${key === 'username' ? 'USER' : 'PASSWORD'}${suffixOf(at)}`,
        valueFrom: `${secret.attrId}:${key}${suffixOf(at)}::`,
      })),
    )
    const ports = [...new Set([test.port, ...(test.api ? [test.api.port] : [])])]
    const task = new CfnTaskDefinition(this, 'Task', {
      family: name,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(test.cpu),
      memory: String(test.memory),
      executionRoleArn: role.roleArn,
      containerDefinitions: [
        {
          name: containerName,
          image: test.image,
          essential: true,
          secrets: variables,
          portMappings: ports.map((containerPort) => ({ containerPort })),
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': logs.logGroupName,
              'awslogs-region': file.region,
              'awslogs-stream-prefix': containerName,
            },
          },
        },
      ],
    })
    const group = this.#group(file, network, ports)
    network.admit('Application', group, 'Application of Drydock on a clone')
    this.executionRole = role.roleArn
    this.place = {
      cluster: cluster.attrArn,
      taskDefinition: task.attrTaskDefinitionArn,
      subnets: file.network.subnets,
      securityGroup: group,
      logGroup,
      credentials: secret.attrId,
    }
  }

  /**
   * Drydock's functions may connect to the application; the application to its image's registry.
   */
  #group(
    { name, network: { vpc } }: EnvironmentFile,
    { functionGroup }: Network,
    ports: readonly number[],
  ): string {
    const https = {
      cidrIp: '0.0.0.0/0',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: 'The image, its secret and its log',
    }
    const group = new CfnSecurityGroup(this, 'Group', {
      groupDescription: `Application on a clone of Drydock ${name}`,
      vpcId: vpc,
      securityGroupEgress: [https],
    }).attrGroupId
    const allow = (id: string, from: string, to: string, port: number, description: string) => {
      const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, description }
      new CfnSecurityGroupEgress(this, `${id}Out`, {
        ...rule,
        groupId: from,
        destinationSecurityGroupId: to,
      })
      new CfnSecurityGroupIngress(this, `${id}In`, {
        ...rule,
        groupId: to,
        sourceSecurityGroupId: from,
      })
    }
    for (const port of ports)
      allow(`Port${port}`, functionGroup, group, port, 'Smoke test of Drydock')
    return group
  }
}

/** Permissions to pull the image (if it is in ECR), to read one secret and to write one log. */
function executionStatements(
  stack: Stack,
  image: string,
  secret: string,
  logGroup: string,
): PolicyStatement[] {
  return [
    ...imageStatements(stack, image),
    new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret] }),
    logStatement(logGroup),
  ]
}
