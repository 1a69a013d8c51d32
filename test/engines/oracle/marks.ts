import { createRequire } from 'node:module'

/** A file of the real driver. */
export const driverFile = createRequire(import.meta.url)

const { Statement } = driverFile('oracledb/lib/thin/statement.js') as {
  readonly Statement: new () => {
    readonly bindInfoList: readonly unknown[]
    _prepare(text: string): void
  }
}

/** How many values the real driver's own reader of a statement finds marks for. */
export function marksIn(text: string): number {
  const statement = new Statement()
  statement._prepare(text)
  return statement.bindInfoList.length
}
