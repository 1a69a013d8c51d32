import type { Belief } from './belief.ts'

const events =
  'Amazon EventBridge Events Reference, "AWS Step Functions events" (events-ref-states.html)'

/** Executions of state machines: their names, and the events when they end. */
export const executionBeliefs: readonly Belief[] = [
  {
    id: 'execution-name',
    service: 'Step Functions',
    belief:
      'An execution has a name without white space, brackets, wildcards and most special ' +
      'characters.',
    source: {
      sdk: 'client-sfn StartExecutionInput.name',
      says: 'A name must not contain: white space',
    },
  },
  {
    id: 'execution-name-length',
    service: 'Step Functions',
    belief: 'The name of an execution has at most 80 characters.',
    source: {
      heard:
        'The API reference of StartExecution, as it is remembered: "Maximum length of 80"; ' +
        'the SDK says nothing of it, and no copy of the page was found.',
    },
  },
  {
    id: 'execution-is-forgotten-after-90-days',
    service: 'Step Functions',
    belief:
      'The name of a standard execution is free again 90 days after its end, when the ' +
      'execution is not known any more.',
    source: {
      sdk: 'client-sfn StartExecutionInput.name',
      says:
        'If a previous execution with the same name exists, you can reuse the name 90 days ' +
        'after it closes.',
    },
  },
  {
    id: 'end-of-an-execution-is-an-event',
    service: 'EventBridge',
    belief:
      'Step Functions sends an event of source aws.states with the name, state machine and ' +
      'status of an execution that ends.',
    source: {
      page: events,
      says:
        '{ "source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"] ' +
        '}',
    },
  },
  {
    id: 'event-may-be-lost',
    service: 'EventBridge',
    belief: 'That event may never come, so that a schedule has to do what it would have started.',
    source: { page: events, says: 'Delivery type: Best effort' },
  },
  {
    id: 'number-in-a-log-line',
    service: 'CloudWatch Logs',
    belief: 'A metric filter that compares a property of a JSON line takes its number as value.',
    source: {
      page:
        'Amazon CloudWatch Logs User Guide, "Filter pattern syntax" ' +
        '(FilterAndPatternSyntax.html)',
      says: 'Terms can be words, exact phrases, or numeric values.',
    },
  },
]
