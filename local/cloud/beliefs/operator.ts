import type { Belief } from './belief.ts'

/** What the operator's tool asks of AWS, beside what the functions ask. */
export const operatorBeliefs: readonly Belief[] = [
  {
    id: 'stack-that-is-missing',
    service: 'CloudFormation',
    belief: 'DescribeStacks of a stack that is missing is an error, not an empty answer.',
    source: {
      sdk: 'client-cloudformation DescribeStacks',
      says: "If the stack doesn't exist, a ValidationError is returned.",
    },
  },
  {
    id: 'execution-started-twice',
    service: 'Step Functions',
    belief:
      'StartExecution with the name of a closed execution, or of a running one with another ' +
      'input, is refused; with the same input it answers as the first time.',
    source: {
      sdk: 'client-sfn StartExecution',
      says:
        'If the execution is closed or if the input is different, it returns a 400 ' +
        'ExecutionAlreadyExists error.',
    },
  },
  {
    id: 'history-backwards',
    service: 'Step Functions',
    belief: 'The history of an execution can be read from its last event on.',
    source: {
      sdk: 'client-sfn GetExecutionHistoryInput.reverseOrder',
      says: 'Lists events in descending order of their timeStamp.',
    },
  },
  {
    id: 'log-groups-of-a-query',
    service: 'CloudWatch Logs',
    belief: 'One query reads up to 50 log groups, so one is enough for all functions.',
    source: {
      sdk: 'client-cloudwatch-logs StartQueryRequest.logGroupNames',
      says: 'You can include up to 50 log groups.',
    },
  },
  {
    id: 'secret-that-is-being-deleted',
    service: 'Secrets Manager',
    belief:
      'A secret that is scheduled for deletion is still described, with its date, but its value ' +
      'is refused.',
    source: {
      sdk: 'client-secrets-manager DescribeSecretResponse.DeletedDate',
      says:
        'If a secret is scheduled for deletion, then its details, including the encrypted secret ' +
        'value, is not accessible.',
    },
  },
  {
    id: 'secret-shows-its-key',
    service: 'Secrets Manager',
    belief: 'A secret that a customer-managed key encrypts shows it, by ID, ARN or alias ARN.',
    source: {
      sdk: 'client-secrets-manager DescribeSecretResponse.KmsKeyId',
      says:
        'If the secret is encrypted with the Amazon Web Services managed key ' +
        'aws/secretsmanager, this field is omitted.',
    },
  },
  {
    id: 'topic-counts-subscriptions',
    service: 'SNS',
    belief: 'A topic tells how many subscriptions are confirmed, and how many are pending.',
    source: {
      sdk: 'client-sns GetTopicAttributesResponse.Attributes',
      says: 'SubscriptionsPending – The number of subscriptions pending confirmation',
    },
  },
  {
    id: 'alarms-by-prefix',
    service: 'CloudWatch',
    belief: 'DescribeAlarms shows those of a prefix that are in one state.',
    source: {
      sdk: 'client-cloudwatch DescribeAlarmsInput.AlarmNamePrefix',
      says: 'you receive information about all alarms that have names that start with this prefix.',
    },
  },
  {
    id: 'secrets-are-listed',
    service: 'Secrets Manager',
    belief: 'ListSecrets shows names, ARNs and keys, not of secrets that are being deleted.',
    source: {
      sdk: 'client-secrets-manager ListSecretsRequest.IncludePlannedDeletion',
      says: "By default, secrets scheduled for deletion aren't included.",
    },
  },
  {
    id: 'subnet-group-shows-its-vpc',
    service: 'RDS',
    belief:
      'An instance shows the VPC and the subnets of its subnet group; no call of EC2 is needed.',
    source: {
      sdk: 'client-rds DBInstance.DBSubnetGroup',
      says: 'including the name, description, and subnets in the subnet group.',
    },
  },
]
