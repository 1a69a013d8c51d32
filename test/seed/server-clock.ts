import { mysqlQuestions } from '../../functions/engines/mysql/server-questions.ts'
import { serverQuestions } from '../../functions/engines/postgres/server-questions.ts'

/**
 * Servers keep the real time; where a test moves Drydock's clock, their answer is moved along by as
 * much, until it is called back.
 */
export function serversFollow(): () => void {
  const [mysql, postgres] = [mysqlQuestions.clock, serverQuestions.clock]
  const restore = [
    follow(mysql, (text, seconds) =>
      text.replace('UTC_TIMESTAMP(3)', `UTC_TIMESTAMP(3) + INTERVAL ${seconds} SECOND`),
    ),
    follow(postgres, (text, seconds) =>
      text.replace(
        'clock_timestamp() AS t',
        `(SELECT clock_timestamp() + INTERVAL '${seconds} s' AS t) moved`,
      ),
    ),
  ]
  return () => restore.forEach((back) => back())
}

function follow(
  clock: { readonly text: string },
  moved: (text: string, seconds: number) => string,
): () => void {
  const { text } = clock
  Object.defineProperty(clock, 'text', {
    configurable: true,
    get() {
      const apart = Date.now() - performance.timeOrigin - performance.now()
      return moved(text, Math.round(apart / 1000))
    },
  })
  return () => void Object.defineProperty(clock, 'text', { value: text })
}
