import pino from 'pino'

/**
 * JSON lines, to the file that DRYDOCK_LOG names or to stdout, which Lambda sends to CloudWatch.
 */
export const logger = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  },
  process.env.DRYDOCK_LOG === undefined
    ? process.stdout
    : pino.destination({ dest: process.env.DRYDOCK_LOG, sync: true }),
)
