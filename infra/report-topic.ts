import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

/** The topic of verdicts and alarms: one subscription covers both. */
export class ReportTopic extends Construct {
  readonly topic: Topic

  constructor(
    scope: Construct,
    id: string,
    { name, key, email }: { name: string; key: Key; email: string | undefined },
  ) {
    super(scope, id)
    this.topic = new Topic(this, 'Topic', {
      displayName: `Drydock ${name}`,
      masterKey: key,
      enforceSSL: true,
    })
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email))

    // The AWS managed key for SNS does not admit CloudWatch: its alarms would not be delivered.
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com')
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } }
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    )
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions,
      }),
    )
  }
}
