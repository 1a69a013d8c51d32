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
]
