import { ECSClient } from '@aws-sdk/client-ecs'

export const ecs = new ECSClient({})
