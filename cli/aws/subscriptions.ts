import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns'

/** How many subscribers a topic has, and how many of them have not confirmed yet. */
export async function countSubscriptions(
  TopicArn: string,
): Promise<{ readonly confirmed: number; readonly pending: number }> {
  const { Attributes = {} } = await new SNSClient({}).send(
    new GetTopicAttributesCommand({ TopicArn }),
  )
  return {
    confirmed: Number(Attributes.SubscriptionsConfirmed ?? 0),
    pending: Number(Attributes.SubscriptionsPending ?? 0),
  }
}
