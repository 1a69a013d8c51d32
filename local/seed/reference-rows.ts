import { classAt, nthWith, type ClassLayout } from './class-layout.ts'
import type { CodeClass } from './code-classes.ts'
import { codeId } from './code-rows.ts'
import type { ReferenceClass } from './reference-classes.ts'
import type { SeededTable } from './seeded-table.ts'
import type { TokenClass } from './token-classes.ts'
import { consumerApps, tokenId } from './token-rows.ts'

/** Rows with an AUTO_INCREMENT key are numbered from 1. */
function find(rows: number): SeededTable['find'] {
  return ([id = '']) => (Number(id) >= 1 && Number(id) <= rows ? Number(id) - 1 : undefined)
}

export function referenceTable(
  layout: ClassLayout<ReferenceClass>,
  tokens: ClassLayout<TokenClass>,
  codes: ClassLayout<CodeClass>,
  codeRows: SeededTable,
  seed: number,
): SeededTable {
  const tokenAt = (at: number): string | null => {
    const { token } = classAt(layout, at)
    return token === null ? null : tokenId(seed, nthWith(tokens, token, at))
  }
  const codeAt = (at: number): number | null => {
    const { code } = classAt(layout, at)
    return code === null ? null : nthWith(codes, code, at)
  }
  return {
    table: 'IDN_OIDC_REQ_OBJECT_REFERENCE',
    columns: ['ID', 'CONSUMER_KEY_ID', 'CODE_ID', 'TOKEN_ID', 'SESSION_DATA_KEY'],
    key: ['ID'],
    rows: layout.total,
    exists: () => true,
    row: (at) => {
      const code = codeAt(at)
      return [
        String(at + 1),
        String(1 + (at % consumerApps)),
        code === null ? null : codeId(seed, code),
        tokenAt(at),
        `session-data-${at}`,
      ]
    },
    verdict: (at) => classAt(layout, at).verdict,
    find: find(layout.total),
    tokens: (at) => {
      const token = tokenAt(at)
      const code = codeAt(at)
      return [...(token === null ? [] : [token]), ...(code === null ? [] : codeRows.tokens(code))]
    },
  }
}

/** A table of which each row of the parent has two, and their fate from it. */
function twoEach(
  parent: SeededTable,
  table: string,
  columns: readonly string[],
  rest: (at: number) => readonly string[],
): SeededTable {
  const owner = (at: number): number => Math.floor(at / 2)
  return {
    table,
    columns,
    key: ['ID'],
    rows: 2 * parent.rows,
    exists: () => true,
    row: (at) => [String(at + 1), String(owner(at) + 1), ...rest(at)],
    verdict: (at) => parent.verdict(owner(at)),
    find: find(2 * parent.rows),
    tokens: (at) => parent.tokens(owner(at)),
  }
}

export function claimTable(references: SeededTable): SeededTable {
  const columns = ['ID', 'REQ_OBJECT_ID', 'CLAIM_ATTRIBUTE', 'ESSENTIAL', 'VALUE', 'IS_USERINFO']
  return twoEach(references, 'IDN_OIDC_REQ_OBJECT_CLAIMS', columns, (at) => [
    `claim-${at % 7}`,
    String(at % 2),
    `value-${at}`,
    '1',
  ])
}

export function claimValueTable(claims: SeededTable): SeededTable {
  const columns = ['ID', 'REQ_OBJECT_CLAIMS_ID', 'CLAIM_VALUES']
  return twoEach(claims, 'IDN_OIDC_REQ_OBJ_CLAIM_VALUES', columns, (at) => [`claim-value-${at}`])
}
