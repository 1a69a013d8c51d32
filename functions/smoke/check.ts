import type { SmokeName } from '../contract/check-names.ts'
import type { SmokeCheck } from '../contract/smoke.ts'
import type { Answer } from './ask.ts'

/** One question to the application, and what its answer has to be. */
export interface Question {
  readonly check: SmokeName
  /** null if there is no token to ask with. */
  readonly call: (() => Promise<Answer>) | null
  readonly expected: string
  /** What to do if the answer is another. */
  readonly next: string
  /** The value that later checks need; null for another answer than the expected. */
  readonly judge: (answer: Answer) => string | null
}

/** Each check states what was found, what was expected and what to do next. */
export async function ask({ check, call, expected, next, judge }: Question): Promise<{
  readonly value: string | null
  readonly told: SmokeCheck
}> {
  const answer = await answerOf(call)
  const value = answer === null || answer instanceof Error ? null : judge(answer)
  const detail = `Found ${found(answer)}; expected ${expected}.${value === null ? ` ${next}` : ''}`
  return { value, told: { check, passed: value !== null, detail } }
}

async function answerOf(call: Question['call']): Promise<Answer | Error | null> {
  if (call === null) return null
  try {
    return await call()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function found(answer: Answer | Error | null): string {
  if (answer === null) return 'it was not called, since there is no token'
  if (answer instanceof Error) return `no answer (${answer.message})`
  // The body of an answer may be a token: only its length is shown.
  return `${answer.status}, ${answer.text.length} characters`
}

export const status =
  (expected: number): Question['judge'] =>
  (answer) =>
    answer.status === expected ? 'so' : null
