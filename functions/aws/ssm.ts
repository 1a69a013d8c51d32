import { SSMClient } from '@aws-sdk/client-ssm'
import { awsClient } from './aws-client.ts'

export const ssm = awsClient(SSMClient)
