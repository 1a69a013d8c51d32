import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { awsClient } from './aws-client.ts'

const client = awsClient(SNSClient)

/**
 * SNS accepts a subject of less than 100 characters without control characters, and 262,144 bytes
 * of text.
 */
const [subjectLength, messageBytes] = [99, 262_144]

export async function publish(topic: string, subject: string, message: string): Promise<void> {
  await client.send(
    new PublishCommand({
      TopicArn: topic,
      Subject: [...subject.replace(/\p{Cc}+/gu, ' ')].slice(0, subjectLength).join(''),
      Message: fitting(message),
    }),
  )
}

/** The beginning and the end of a text that is too long: an approval's commands are at its end. */
function fitting(message: string): string {
  const bytes = Buffer.from(message)
  if (bytes.length <= messageBytes) return message
  const left =
    '\n[The message is too long; its middle is omitted. See the evidence for all of it.]\n'
  // A split character becomes up to three U+FFFD at each edge.
  const half = Math.floor((messageBytes - Buffer.byteLength(left)) / 2) - 9
  return `${bytes.subarray(0, half).toString()}${left}${bytes.subarray(-half).toString()}`
}
