import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'

/** The ARN of whoever calls. */
export async function callerArn(): Promise<string> {
  const { Arn = '' } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  return Arn
}

export async function callerAccount(): Promise<string> {
  const { Account = '' } = await new STSClient({}).send(new GetCallerIdentityCommand({}))
  return Account
}

/** The region that calls go to; nothing is asked of AWS. */
export const callerRegion = (): Promise<string> => new STSClient({}).config.region()
