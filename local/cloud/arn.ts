/** The account and region of the local cloud. */
export const region = 'eu-west-1'
export const home = '000000000000'
export const arn = (service: string, resource: string, account = home): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`
