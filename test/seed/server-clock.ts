import { mysqlQuestions } from '../../functions/engines/mysql/server-questions.ts'

/**
 * Servers keep the real time; where a test moves Drydock's clock, their answer is moved along by as
 * much, until it is called back.
 */
export function serversFollow(): () => void {
  const { text } = mysqlQuestions.clock
  Object.defineProperty(mysqlQuestions.clock, 'text', {
    configurable: true,
    get() {
      const apart = Date.now() - performance.timeOrigin - performance.now()
      return text.replace(
        'UTC_TIMESTAMP(3)',
        `UTC_TIMESTAMP(3) + INTERVAL ${Math.round(apart / 1000)} SECOND`,
      )
    },
  })
  return () => void Object.defineProperty(mysqlQuestions.clock, 'text', { value: text })
}
