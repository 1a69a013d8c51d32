import { NamedError } from '../contract/errors.ts'

/** @param so what is therefore not done. */
export const outOfTime = ({ endsBy }: { readonly endsBy: string }, so: string): NamedError =>
  new NamedError(
    'OutOfTime',
    `The run ends at ${endsBy}, so ${so}: what is left of it is for deleting the clones and for the report. What was committed stays. See in the report's timeline what took so long, then start the execution again.`,
  )
