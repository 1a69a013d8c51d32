import { z } from 'zod'

export const secretArn = z
  .string()
  .regex(
    /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+$/,
    'expected the ARN of a Secrets Manager secret',
  )
