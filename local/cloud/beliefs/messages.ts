import type { Belief } from './belief.ts'

/**
 * Messages between Drydock and people: emails, parameters, answers; and the secrets and metrics
 * that Drydock reads.
 */
export const messageBeliefs: readonly Belief[] = [
  {
    id: 'subject',
    service: 'SNS',
    belief:
      'A subject has less than 100 characters, none of them a line break or control character.',
    source: {
      sdk: 'client-sns PublishInput.Subject',
      says:
        'Subjects must be UTF-8 text with no line breaks or control characters, and less than ' +
        '100 characters long.',
    },
  },
  {
    id: 'message-size',
    service: 'SNS',
    belief: 'A message has at most 262,144 bytes; a longer one is an InvalidParameter.',
    source: {
      sdk: 'client-sns PublishInput.Message',
      says:
        'By default, a message can be at most 256 KiB in size (262,144 bytes, not 262,144 ' +
        'characters).',
    },
  },
  {
    id: 'message-by-protocol',
    service: 'SNS',
    belief:
      'A message may be another one for each protocol: JSON with a text by protocol, and one for ' +
      'all others.',
    source: {
      sdk: 'client-sns PublishInput.MessageStructure',
      says: 'contain at least a top-level JSON key of "default" with a value that is a string.',
    },
  },
  {
    id: 'chat-subscribes-by-https',
    service: 'SNS',
    belief: 'Amazon Q Developer (AWS Chatbot before) subscribes to a topic by HTTPS.',
    source: {
      heard:
        'templates of others subscribe https://global.sns-api.chatbot.amazonaws.com with the ' +
        'protocol https',
    },
  },
  {
    id: 'chat-shows-custom-notifications',
    service: 'SNS',
    belief:
      "A message that is no event of AWS's is shown in a chat only in the form of a custom " +
      'notification.',
    source: {
      page:
        'Amazon Q Developer in chat applications Administrator Guide, "Custom notifications" ' +
        '(custom-notifs.html)',
      says: 'Amazon Q Developer custom notifications must use the following event format',
    },
  },
  {
    id: 'parameter-name',
    service: 'SSM',
    belief:
      'A parameter has a name of letters, digits, _ . - and slashes, not beginning with aws ' +
      'or ssm.',
    source: {
      sdk: 'client-ssm PutParameterRequest.Name',
      says: 'Parameter names can include only the following symbols and letters: a-zA-Z0-9_.-',
    },
  },
  {
    id: 'parameter-size',
    service: 'SSM',
    belief: 'A parameter of the standard tier has at most 4096 bytes.',
    source: {
      sdk: 'client-ssm PutParameterRequest.Value',
      says: 'Standard parameters have a value limit of 4 KB.',
    },
  },
  {
    id: 'parameter-is-overwritten-on-request',
    service: 'SSM',
    belief: 'A parameter that exists is written again only by a call that says so.',
    source: {
      sdk: 'client-ssm PutParameterRequest.Overwrite',
      says: 'Overwrite an existing parameter. The default value is false.',
    },
  },
  {
    id: 'parameter-versions',
    service: 'SSM',
    belief: 'Each write of a parameter is its next version, which name:version reads.',
    source: {
      sdk: 'client-ssm PutParameterResult.Version',
      says:
        'If you edit a parameter value, Parameter Store automatically creates a new version and ' +
        'assigns this new version a unique ID.',
    },
  },
  {
    id: 'token-answers-once',
    service: 'Step Functions',
    belief: 'A second answer with the same token is refused as TaskTimedOut.',
    source: {
      sdk: 'client-sfn TaskTimedOut',
      says:
        'The task token has either expired or the task associated with the token has already ' +
        'been closed.',
    },
  },
  {
    id: 'token-of-no-task',
    service: 'Step Functions',
    belief: 'An answer with a token of no task is refused as InvalidToken.',
    source: { sdk: 'client-sfn InvalidToken', says: 'The provided token is not valid.' },
  },
  {
    id: 'execution-of-no-such-name',
    service: 'Step Functions',
    belief: 'An execution that is not known is ExecutionDoesNotExist.',
    source: {
      sdk: 'client-sfn ExecutionDoesNotExist',
      says: 'The specified execution does not exist.',
    },
  },
  {
    id: 'secret-is-written-where-it-exists',
    service: 'Secrets Manager',
    belief: 'PutSecretValue makes no secret: one that is not there is ResourceNotFoundException.',
    source: {
      sdk: 'client-secrets-manager ResourceNotFoundException',
      says: "Secrets Manager can't find the resource that you asked for.",
    },
  },
  {
    id: 'metric-queries',
    service: 'CloudWatch',
    belief: 'At most 500 metrics are asked for at once.',
    source: {
      sdk: 'client-cloudwatch GetMetricDataInput.MetricDataQueries',
      says: 'A single GetMetricData call can include as many as 500 MetricDataQuery structures.',
    },
  },
  {
    id: 'metric-query-id',
    service: 'CloudWatch',
    belief: 'Each query has an id of its own that begins with a lower-case letter.',
    source: {
      sdk: 'client-cloudwatch MetricDataQuery.Id',
      says:
        'The valid characters are letters, numbers, and underscore. The first character must ' +
        'be a lowercase letter.',
    },
  },
  {
    id: 'metric-period',
    service: 'CloudWatch',
    belief: 'A metric of RDS is read by whole minutes.',
    source: {
      sdk: 'client-cloudwatch MetricStat.Period',
      says: 'a period can be as short as one minute (60 seconds) and must be a multiple of 60.',
    },
  },
  {
    id: 'metrics-come-late',
    service: 'CloudWatch',
    belief:
      'RDS sends its metrics each minute, and CloudWatch may be up to 15 minutes behind: the ' +
      'newest value of a quarter of an hour is read.',
    source: {
      heard:
        'cashapp/blip, docs/content/metrics/domains/aws.rds: "AWS CloudWatch metrics have 1 ' +
        'minute resolution by default and can be delayed by up to 15 minutes".',
    },
  },
  {
    id: 'metric-without-a-value',
    service: 'CloudWatch',
    belief: 'A metric that has no value in the time asked for is answered without any.',
    source: {
      sdk: 'client-cloudwatch GetMetricDataInput.StartTime',
      says:
        'The time stamp indicating the earliest data to be returned. The value specified is ' +
        'inclusive',
    },
  },
  {
    id: 'secret-size',
    service: 'Secrets Manager',
    belief: 'A secret has at most 65,536 bytes.',
    source: {
      page: 'AWS Secrets Manager API Reference, "SecretValueEntry" (API_SecretValueEntry.html)',
      says: 'Length Constraints: Minimum length of 1. Maximum length of 65536.',
    },
  },
  {
    id: 'secret-of-rds-is-its-own',
    service: 'Secrets Manager',
    belief: 'The secret of a master password that RDS made (rds!…) is written by RDS alone.',
    source: {
      sdk: 'client-secrets-manager InvalidRequestException',
      says: 'The secret is managed by another service, and you must use that service to update it.',
    },
  },
]
