import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { awsClient } from './aws-client.ts'

export const secretsManager = awsClient(SecretsManagerClient)
