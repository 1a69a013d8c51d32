import type { Reply } from './request.ts'
import { sdkEnvironment } from './sdk-environment.ts'

/** Where a container gets the credentials of its task's role. */
export const roleCredentials = '/task-role'

/** As the container agent answers; they last for six hours at most. */
export const ofRole: Reply = {
  status: 200,
  type: 'application/json',
  body: JSON.stringify({
    AccessKeyId: 'local',
    SecretAccessKey: 'local',
    Token: 'local',
    Expiration: new Date(Date.now() + 6 * 3_600_000).toISOString(),
  }),
}

/**
 * A container's environment: no keys, but where to get them. On ECS it is a path of 169.254.170.2
 * (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI); the SDK takes a whole address of this computer too.
 */
export function roleEnvironment(endpoint: string): Readonly<Record<string, string>> {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...rest } = sdkEnvironment(endpoint)
  return { ...rest, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}${roleCredentials}` }
}
