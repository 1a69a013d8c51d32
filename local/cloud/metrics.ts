import { CloudError } from './request.ts'

interface Asked {
  readonly MetricDataQueries?: readonly {
    readonly Id: string
    readonly MetricStat: {
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
