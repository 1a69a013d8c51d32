/** The account and region of the local cloud. */
export const region = 'eu-west-1'
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:000000000000:${resource}`
