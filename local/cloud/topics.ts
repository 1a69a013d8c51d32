import { z } from 'zod'
import { CloudError } from './request.ts'

interface Message {
  readonly subject: string
  /** What a mail has. */
  readonly message: string
  /** What subscribers by HTTPS get instead. */
  readonly https?: string
}

const byProtocol = z.looseObject({ default: z.string(), https: z.string().optional() })

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
    const text = parameters.get('Message') ?? ''
    checkMessage(parameters.get('Subject'), text)
    const message = {
      subject: parameters.get('Subject') ?? '',
      ...(parameters.get('MessageStructure') === 'json' ? messagesIn(text) : { message: text }),
    }
    this.messages.push(message)
    this.heard(message)
    return { MessageId: String(this.messages.length) }
  }
}

/** @throws CloudError as SNS rejects a message by protocol */
function messagesIn(text: string): Omit<Message, 'subject'> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new CloudError('InvalidParameter', 'Invalid parameter: Message Structure - not JSON')
  }
  const { data } = byProtocol.safeParse(parsed)
  if (data === undefined)
    throw new CloudError('InvalidParameter', 'Invalid parameter: Message Structure - no default')
  return { message: data.default, ...(data.https !== undefined && { https: data.https }) }
}

/** @throws CloudError as SNS rejects a message */
function checkMessage(subject: string | null, message: string): void {
  if (subject !== null && !/^[^\p{Cc}]{1,99}$/u.test(subject))
    throw new CloudError('InvalidParameter', 'Invalid parameter: Subject')
  if (Buffer.byteLength(message) > 262_144)
    throw new CloudError('InvalidParameter', 'Invalid parameter: Message too long')
}
