import { CloudError } from './request.ts'

interface Asked {
  readonly AlarmNamePrefix?: string
  readonly StateValue?: string
  /** s since the epoch. */
  readonly StartTime?: number
  readonly EndTime?: number
  readonly MetricDataQueries?: readonly {
    readonly Id: string
    readonly MetricStat: {
      readonly Period?: number
      readonly Metric: {
        readonly MetricName: string
        readonly Dimensions: readonly { readonly Value: string }[]
      }
    }
  }[]
}

interface LocalAlarm {
  readonly description: string
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
}

/**
 * CloudWatch's GetMetricData: one value per metric, for this minute or an earlier one; and
 * DescribeAlarms, of alarms that somebody else raises.
 */
export class Metrics {
  /** By name. */
  readonly alarms = new Map<string, LocalAlarm>()
  readonly #values = new Map<string, { readonly value: number; readonly minutesOld: number }>()

  /** @param minutesOld CloudWatch's delay. */
  set(instance: string, metric: string, value: number, minutesOld = 0): void {
    this.#values.set(`${instance} ${metric}`, { value, minutesOld })
  }

  call(action: string, asked: Asked): unknown {
    if (action === 'DescribeAlarms') return this.#describeAlarms(asked)
    const { StartTime = 0, EndTime = Date.now() / 1000, MetricDataQueries = [] } = asked
    if (action !== 'GetMetricData')
      throw new CloudError(
        'InvalidAction',
        `The local cloud does not serve ${action} of CloudWatch`,
      )
    const ids = MetricDataQueries.map(({ Id }) => Id)
    if (
      ids.length > 500 ||
      new Set(ids).size < ids.length ||
      !ids.every((id) => /^[a-z]\w*$/.test(id))
    )
      throw new CloudError(
        'InvalidParameterValueException',
        'Expected at most 500 queries, each with an Id of its own that begins with a ' +
          'lower-case letter.',
      )
    if (
      MetricDataQueries.some(({ MetricStat: { Period = 0 } }) => Period < 60 || Period % 60 !== 0)
    )
      throw new CloudError('InvalidParameterValueException', 'Expected a Period of whole minutes.')
    // The end is exclusive.
    const newest = (Math.ceil(EndTime / 60) - 1) * 60
    // The start is rounded down to the minute and is inclusive.
    const oldest = Math.floor(StartTime / 60) * 60
    const results = MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
      const found = this.#values.get(`${Metric.Dimensions[0]?.Value ?? ''} ${Metric.MetricName}`)
      const at = newest - (found?.minutesOld ?? 0) * 60
      const points = found !== undefined && at >= oldest ? [{ at, value: found.value }] : []
      return {
        Id,
        Label: Metric.MetricName,
        StatusCode: 'Complete',
        Timestamps: points.map((point) => point.at),
        Values: points.map(({ value }) => value),
      }
    })
    return { MetricDataResults: results, Messages: [] }
  }

  #describeAlarms({ AlarmNamePrefix = '', StateValue }: Asked): unknown {
    const found = [...this.alarms].filter(
      ([name, { state }]) =>
        name.startsWith(AlarmNamePrefix) && (StateValue === undefined || state === StateValue),
    )
    return {
      MetricAlarms: found.map(([AlarmName, { description, state }]) => ({
        AlarmName,
        AlarmDescription: description,
        StateValue: state,
      })),
    }
  }
}
