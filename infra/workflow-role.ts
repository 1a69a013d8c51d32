import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { acknowledgeWildcards } from './acknowledgements.ts'

/**
 * Permissions of the state machine: call its functions, write its logs and traces. The library
 * would also allow every function version.
 */
export function workflowRole(scope: Construct, functions: readonly IFunction[]): Role {
  const statements = [
    new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: functions.map(({ functionArn }) => functionArn),
    }),
    new PolicyStatement({
      actions: [
        'logs:CreateLogDelivery',
        'logs:GetLogDelivery',
        'logs:UpdateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:DescribeResourcePolicies',
        'logs:DescribeLogGroups',
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: ['*'],
    }),
  ]
  const role = new Role(scope, 'WorkflowRole', {
    assumedBy: new ServicePrincipal('states.amazonaws.com'),
    inlinePolicies: { workflow: new PolicyDocument({ statements }) },
  })
  acknowledgeWildcards(role, statements)
  return role
}
