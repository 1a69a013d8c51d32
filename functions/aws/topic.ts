import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'

const client = new SNSClient({})

export async function publish(TopicArn: string, Subject: string, Message: string): Promise<void> {
  await client.send(new PublishCommand({ TopicArn, Subject: Subject.slice(0, 100), Message }))
}
