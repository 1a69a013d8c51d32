import type { Observer } from './bench-engine.ts'
import { countRows, type Counts, type Shape } from './dataset.ts'

/**
 * What a purge has left of the seeded rows that it should not have, or taken that it should not
 * have; empty when it did its work. Rows of the load are another user's.
 */
export async function faultsLeft({ count }: Observer, shape: Shape): Promise<string[]> {
  const { alive } = countRows(shape)
  const token = 'IDN_OAUTH2_ACCESS_TOKEN'
  const found: Counts & { orphans: number } = {
    tokens: await count(`${token} WHERE AUTHZ_USER LIKE 'user-%'`),
    scopes: await count(
      `${token}_SCOPE s JOIN ${token} t ON t.TOKEN_ID = s.TOKEN_ID WHERE t.AUTHZ_USER LIKE ` +
        "'user-%'",
    ),
    codes: await count('IDN_OAUTH2_AUTHORIZATION_CODE'),
    orphans: await count(
      `${token}_SCOPE s LEFT JOIN ${token} t ON t.TOKEN_ID = s.TOKEN_ID WHERE t.TOKEN_ID IS NULL`,
    ),
  }
  const wanted = { ...alive, orphans: 0 }
  return (['tokens', 'scopes', 'codes', 'orphans'] as const).flatMap((name) =>
    found[name] === wanted[name] ? [] : [`${found[name]} ${name} left, expected ${wanted[name]}`],
  )
}
