import { NamedError } from '../contract/errors.ts'

/** @param so the consequence: what is not done. */
export const outOfTime = ({ endsBy }: { readonly endsBy: string }, so: string): NamedError =>
  new NamedError(
    'OutOfTime',
    `The run ends at ${endsBy}, so ${so}: the remaining time is for deleting the clones and ` +
      "for the report. Committed deletes are kept. Check the report's timeline for what took " +
      'so long, then start the execution again.',
  )
