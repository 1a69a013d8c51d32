import { readFile } from 'node:fs/promises'
import { CloudError } from './request.ts'

interface Asked {
  readonly logGroupNames?: readonly string[]
  readonly queryString?: string
  readonly queryId?: string
}

/**
 * CloudWatch Logs' StartQuery and GetQueryResults, for the lines of one run. Here the functions log
 * into one file, whatever the log group.
 */
export class FunctionLogs {
  readonly #queries: string[] = []

  async call(action: string, asked: Asked): Promise<unknown> {
    const { logGroupNames = [], queryString = '', queryId = '' } = asked
    if (action === 'StartQuery') {
      if (logGroupNames.length > 50)
        throw new CloudError('InvalidParameterException', 'expected at most 50 log groups')
      const run = /^fields @message \| filter runId = "([\w-]+)" \| sort @timestamp asc$/.exec(
        queryString,
      )?.[1]
      if (run === undefined)
        throw new CloudError('MalformedQueryException', `unknown here: ${queryString}`)
      return { queryId: String(this.#queries.push(run) - 1) }
    }
    const run = this.#queries[Number(queryId)]
    if (run === undefined) throw new CloudError('ResourceNotFoundException', 'no such query')
    const text = await readFile(process.env.DRYDOCK_LOG ?? '', 'utf8').catch(() => '')
    const lines = text.split('\n').filter((line) => line.includes(`"runId":"${run}"`))
    return {
      status: 'Complete',
      results: lines.map((value) => [{ field: '@message', value }]),
    }
  }
}
