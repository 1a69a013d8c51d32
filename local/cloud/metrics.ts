import { CloudError } from './request.ts'

interface Asked {
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

/** CloudWatch's GetMetricData: one value a metric, as of now. */
export class Metrics {
  readonly #values = new Map<string, number>()

  set(instance: string, metric: string, value: number): void {
    this.#values.set(`${instance} ${metric}`, value)
  }

  call(action: string, { MetricDataQueries = [] }: Asked): unknown {
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
        'Expected at most 500 queries, each with an Id of its own that begins with a lower-case letter.',
      )
    if (
      MetricDataQueries.some(({ MetricStat: { Period = 0 } }) => Period < 60 || Period % 60 !== 0)
    )
      throw new CloudError('InvalidParameterValueException', 'Expected a Period of whole minutes.')
    const results = MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
      const value = this.#values.get(`${Metric.Dimensions[0]?.Value ?? ''} ${Metric.MetricName}`)
      return {
        Id,
        Label: Metric.MetricName,
        StatusCode: 'Complete',
        Timestamps: value === undefined ? [] : [Math.floor(Date.now() / 1000)],
        Values: value === undefined ? [] : [value],
      }
    })
    return { MetricDataResults: results, Messages: [] }
  }
}
