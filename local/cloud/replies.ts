import type { Answered } from './objects.ts'
import { escapeXml, toXml, type CloudError, type Reply } from './request.ts'

/** How one of AWS's protocols encodes an answer and an error. */
export interface Protocol {
  /** The services' error code for throttling. */
  readonly throttling: string
  answer(action: string, value: unknown): Reply
  refuse(error: CloudError): Reply
}

/** The protocol of Secrets Manager and SSM. */
export const jsonProtocol: Protocol = {
  throttling: 'ThrottlingException',
  answer: (_action, value) => ({
    status: 200,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify(value),
  }),
  refuse: ({ code, message, status }) => ({
    status,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify({ __type: code, message }),
  }),
}

const error = ({ code, message }: CloudError): string =>
  `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`

const element = (name: string, content: string) => `<${name}>${content}</${name}>`

/** The protocol of RDS and SNS. */
export const queryProtocol: Protocol = {
  throttling: 'Throttling',
  answer: (action, value) => ({
    status: 200,
    type: 'text/xml',
    body: element(`${action}Response`, element(`${action}Result`, toXml(value))),
  }),
  refuse: (refused) => ({
    status: refused.status,
    type: 'text/xml',
    body: element(
      'ErrorResponse',
      `<Error><Type>Sender</Type>${error(refused)}</Error><RequestId>local</RequestId>`,
    ),
  }),
}

/** S3's protocol; its answers are bare bytes. */
export const restProtocol: Protocol = {
  throttling: 'SlowDown',
  answer: (_action, value) => {
    const { body, etag, range } = value as Answered
    return {
      status: range === undefined ? 200 : 206,
      type: 'application/octet-stream',
      body,
      headers: {
        ...(etag !== undefined && { etag }),
        ...(range !== undefined && { 'content-range': range }),
      },
    }
  },
  refuse: (refused) => ({
    status: refused.status,
    type: 'application/xml',
    body: `<Error>${error(refused)}</Error>`,
  }),
}
