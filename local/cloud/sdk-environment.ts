import { devNull } from 'node:os'
import { region } from './arn.ts'

/**
 * Removes a person's own AWS settings from the environment. All of them: a profile would override
 * our keys, one service's endpoint overrides the general one, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
 * would send the run to the real AWS, and the next SDK version may know another.
 */
export function forgetAwsSettings(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (/^AWS_/i.test(name)) delete environment[name]
}

/**
 * Variables that make the unmodified SDK use this endpoint and ignore settings in the home
 * directory.
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
