import { z } from 'zod'

const expected = 'expected the ARN of a Secrets Manager secret'
export const secretArn = z
  .string(expected)
  .regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+$/, expected)
