import { CloudError } from './request.ts'

interface Message {
  readonly subject: string
  readonly message: string
}

/** SNS's Publish. */
export class Topics {
  /** What was published, in order. */
  readonly messages: Message[] = []

  call(action: string, parameters: URLSearchParams): unknown {
    if (action !== 'Publish') throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of SNS`)
    this.messages.push({ subject: parameters.get('Subject') ?? '', message: parameters.get('Message') ?? '' })
    return { MessageId: String(this.messages.length) }
  }
}
