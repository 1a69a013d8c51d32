/** The account and region the local cloud stands for. */
export const region = 'eu-west-1'
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:000000000000:${resource}`
