import { CloudError } from './request.ts'

interface Message {
  readonly subject: string
  readonly message: string
}

/** SNS's Publish, and how many subscribers GetTopicAttributes counts. */
export class Topics {
  /** Published messages, in order. */
  readonly messages: Message[] = []
  readonly subscribers = { confirmed: 0, pending: 0 }
  /** Called for each published message. */
  heard: (message: Message) => void = () => undefined

  call(action: string, parameters: URLSearchParams): unknown {
    if (action === 'GetTopicAttributes')
      return {
        Attributes: [
          { key: 'TopicArn', value: parameters.get('TopicArn') },
          { key: 'SubscriptionsConfirmed', value: this.subscribers.confirmed },
          { key: 'SubscriptionsPending', value: this.subscribers.pending },
        ],
      }
    if (action !== 'Publish')
      throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of SNS`)
    checkMessage(parameters.get('Subject'), parameters.get('Message') ?? '')
    const message = {
      subject: parameters.get('Subject') ?? '',
      message: parameters.get('Message') ?? '',
    }
    this.messages.push(message)
    this.heard(message)
    return { MessageId: String(this.messages.length) }
  }
}

/** @throws CloudError as SNS rejects a message */
function checkMessage(subject: string | null, message: string): void {
  if (subject !== null && !/^[^\p{Cc}]{1,99}$/u.test(subject))
    throw new CloudError('InvalidParameter', 'Invalid parameter: Subject')
  if (Buffer.byteLength(message) > 262_144)
    throw new CloudError('InvalidParameter', 'Invalid parameter: Message too long')
}
