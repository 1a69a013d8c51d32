import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { awsClient } from './aws-client.ts'

const client = awsClient(SNSClient)

/**
 * SNS accepts a subject of less than 100 characters without control characters, and 262,144 bytes
 * of message.
 */
const [subjectLength, messageBytes] = [99, 262_144]
/** A message in a chat is to be read at a glance; the mail has all of it. */
const chatCharacters = 3000

/** Sends a plain text by mail, and the same to a chat. */
export async function publish(topic: string, subject: string, message: string): Promise<void> {
  const Subject = [...subject.replace(/\p{Cc}+/gu, ' ')].slice(0, subjectLength).join('')
  await client.send(
    new PublishCommand({
      TopicArn: topic,
      Subject,
      Message: byProtocol(Subject, message),
      MessageStructure: 'json',
    }),
  )
}

/** What each kind of subscriber gets, in one JSON text that fits. */
function byProtocol(subject: string, message: string): string {
  const https = chatMessage(subject, message)
  let room = Math.min(Buffer.byteLength(message), messageBytes)
  for (;;) {
    const all = JSON.stringify({ default: shortened(message, room), https })
    const over = Buffer.byteLength(all) - messageBytes
    if (over <= 0) return all
    // Each byte of the text takes one to six in JSON.
    room -= Math.ceil(over / 6)
  }
}

/** The only form that Amazon Q Developer shows in a chat, apart from AWS's own events. */
const chatMessage = (title: string, message: string): string =>
  JSON.stringify({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title,
      description:
        message.length <= chatCharacters
          ? message
          : `${message.slice(0, chatCharacters).toWellFormed()}\n[The mail has all of it.]`,
    },
  })

/** The beginning and the end of a text that is too long: an approval's commands are at its end. */
function shortened(message: string, most: number): string {
  const bytes = Buffer.from(message)
  if (bytes.length <= most) return message
  const left =
    '\n[The message is too long; its middle is omitted. See the evidence for all of it.]\n'
  // A split character becomes up to three U+FFFD at each edge.
  const half = Math.max(0, Math.floor((most - Buffer.byteLength(left)) / 2) - 9)
  const end = bytes.subarray(bytes.length - half)
  return `${bytes.subarray(0, half).toString()}${left}${end.toString()}`
}
