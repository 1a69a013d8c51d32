import type { Dialect } from '../engines/dialect.ts'
import { levelsOf, type OwnLevels, type MetricName } from '../contract/throttle.ts'
import type { Look } from '../throttle/production-permit.ts'
import { judge } from '../throttle/throttle.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

const remediesIn = ({ words }: Dialect): Partial<Record<MetricName, string>> => ({
  cloudwatch:
    "Give the functions' subnets a route to CloudWatch (an interface endpoint for " +
    'monitoring), or set throttle.cloudWatch to false.',
  'replica-lag':
    'Correct throttle.replicas: host, port, its query; the user of the secret needs ' +
    `${words.replicaRight} there. Or remove the replica.`,
  'own-query': 'Correct throttle.ownQuery: one number, within a second.',
})

/** An AWS call may fail briefly: CloudWatch is queried again before a metric counts as missing. */
const looks = 5

/** What the throttle will read can be read now: later, no metric means pause. */
export async function metricsTold({
  look,
  throttle,
  mode,
  dialect,
}: Pick<PreflightScene, 'look' | 'mode' | 'dialect'> & {
  readonly throttle: { readonly levels: OwnLevels }
}): Promise<Finding> {
  const levels = levelsOf(throttle.levels)
  const silentIn = (one: Look) =>
    one.metrics.filter(({ name, value }) => value === null && levels[name] !== undefined)
  let seen = await look()
  const noMetrics = () => silentIn(seen).some(({ name }) => name === 'cloudwatch')
  for (let looked = 1; looked < looks && noMetrics(); looked++) seen = await look()
  const { metrics } = seen
  const silent = silentIn(seen)
  if (silent.length > 0) {
    const detail =
      `${silent.map(({ name, of }) => (of === '' ? name : `${name} of ${of}`)).join(', ')} ` +
      'could not be read, and while a metric is missing the purge pauses.'
    const remedy = [
      ...new Set(
        silent.map(({ name }) => remediesIn(dialect)[name] ?? 'Check whether the server answers.'),
      ),
    ].join(' ')
    return mode === 'purge' ? failed(detail, remedy) : warning(detail, remedy)
  }
  const verdict = judge(metrics, levels)
  const reads = `The throttle reads ${[...new Set(metrics.map(({ name }) => name))].join(', ')}`
  if (verdict.what !== 'go')
    return warning(
      `${reads}; its verdict now would be ${verdict.what}: ${verdict.reasons.join('; ')}.`,
      'Nothing, if that ends before production is purged; otherwise choose another hour, or ' +
        'other levels in throttle.levels.',
    )
  return passed(`${reads}; all of them are normal.`)
}
