import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'

/** The ARN of whoever calls. */
export async function callerArn(): Promise<string> {
  const { Arn = '' } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  return Arn
}
