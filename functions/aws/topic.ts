import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { awsClient } from './aws-client.ts'

const client = awsClient(SNSClient)

export async function publish(TopicArn: string, Subject: string, Message: string): Promise<void> {
  await client.send(new PublishCommand({ TopicArn, Subject: Subject.slice(0, 100), Message }))
}
