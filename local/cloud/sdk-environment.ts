import { devNull } from 'node:os'
import { region } from './arn.ts'

/**
 * Takes a person's own AWS settings out of the environment. All of them: a profile makes the SDK
 * pass over our keys, an endpoint of one service goes before the one of all,
 * AWS_IGNORE_CONFIGURED_ENDPOINT_URLS would send the run to the real AWS, and the next version of
 * the SDK may know another.
 */
export function forgetAwsSettings(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (/^AWS_/i.test(name)) delete environment[name]
}

/**
 * Variables that make the unmodified SDK speak to this endpoint, and read no settings of the
 * person's home.
 */
export const sdkEnvironment = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
})
