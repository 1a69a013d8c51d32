import { ArnFormat, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { namePrefix } from '../functions/contract/names.ts'
import { containerName } from '../functions/contract/smoke.ts'
import type { Application } from './application.ts'
import type { EnvironmentFile } from './environment-file.ts'

/** Permissions of the smoke test's steps; none if the environment has no smoke test. */
export function applicationStatements(
  scope: Stack,
  { name, kmsKeys, region, smokeTest }: EnvironmentFile,
  application: Pick<Application, 'place' | 'executionRole'> | undefined,
) {
  const given = (make: (its: Pick<Application, 'place' | 'executionRole'>) => PolicyStatement[]) =>
    application === undefined ? [] : make(application)
  const inCluster = (cluster: string) => ({ ArnEquals: { 'ecs:cluster': cluster } })
  const tasks = scope.formatArn({
    service: 'ecs',
    resource: 'task',
    resourceName: `${namePrefix}-${name}-application/*`,
  })
  return {
    startApplication: given(({ place, executionRole }) => [
      new PolicyStatement({
        actions: ['ecs:RunTask'],
        resources: [place.taskDefinition],
        conditions: inCluster(place.cluster),
      }),
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [executionRole],
        conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    ]),
    listApplications: given(({ place }) => [
      new PolicyStatement({
        actions: ['ecs:ListTasks'],
        resources: ['*'],
        conditions: inCluster(place.cluster),
      }),
    ]),
    lookAtApplication: given(() => [
      new PolicyStatement({ actions: ['ecs:DescribeTasks'], resources: [tasks] }),
    ]),
    stopApplication: given(() => [
      new PolicyStatement({ actions: ['ecs:StopTask'], resources: [tasks] }),
    ]),
    writeCredentials: given(({ place }) => [
      new PolicyStatement({
        actions: ['secretsmanager:PutSecretValue'],
        resources: [place.credentials],
      }),
    ]),
    readCredentials: given(({ place }) => [
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [place.credentials],
      }),
    ]),
    clientSecret:
      smokeTest === undefined
        ? []
        : [
            new PolicyStatement({
              actions: ['secretsmanager:GetSecretValue'],
              resources: [smokeTest.client],
            }),
            ...(kmsKeys.length === 0
              ? []
              : [
                  new PolicyStatement({
                    actions: ['kms:Decrypt'],
                    resources: kmsKeys,
                    conditions: {
                      StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` },
                    },
                  }),
                ]),
          ],
    applicationLog: given(({ place }) => [
      new PolicyStatement({
        actions: ['logs:GetLogEvents'],
        resources: [
          scope.formatArn({
            service: 'logs',
            resource: 'log-group',
            resourceName: `${place.logGroup}:log-stream:${containerName}/*`,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    ]),
  }
}
