/** Links to the AWS console that work on any signed-in device. */

function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`
  return `${region}.console.aws.amazon.com`
}

/** A page of a service's console. */
const page = (region: string, path: string, hash = ''): string =>
  `https://${consoleHost(region)}/${path}?region=${region}${hash}`

/** The region of an ARN. */
export const regionOf = (arn: string): string => arn.split(':')[3] ?? ''

/** The place of an ARN; null in a local cloud, whose account of zeros has no console. */
export function placeOf(arn: string): {
  readonly partition: string
  readonly region: string
  readonly account: string
} | null {
  const [, partition = '', , region = '', account = ''] = arn.split(':')
  return /^\d{12}$/.test(account) && Number(account) > 0 ? { partition, region, account } : null
}

export const consoleLinks = (region: string) => ({
  stateMachine: (arn: string) => page(region, 'states/home', `#/statemachines/view/${arn}`),
  execution: (arn: string) => page(region, 'states/home', `#/v2/executions/details/${arn}`),
  topic: (arn: string) => page(region, 'sns/v3/home', `#/topic/${arn}`),
  dashboard: (name: string) => page(region, 'cloudwatch/home', `#dashboards/dashboard/${name}`),
  // The console expects encoded names in links; for logs, double encoded with $ instead of the
  // second %.
  logGroups: (prefix: string) => {
    const encoded = encodeURIComponent(encodeURIComponent(prefix)).replaceAll('%', '$')
    const filter = `$3FlogGroupNameFilter$3D${encoded}`
    return page(region, 'cloudwatch/home', `#logsV2:log-groups${filter}`)
  },
  parameter: (name: string) =>
    page(
      region,
      `systems-manager/parameters/${encodeURIComponent(encodeURIComponent(name))}/description`,
    ),
  folder: (bucket: string, prefix: string) =>
    `${page(region, `s3/buckets/${bucket}`)}&prefix=${prefix}`,
  object: (bucket: string, key: string) => `${page(region, `s3/object/${bucket}`)}&prefix=${key}`,
})
