import { ECSClient } from '@aws-sdk/client-ecs'
import { awsClient } from './aws-client.ts'

export const ecs = awsClient(ECSClient)
