import { same, type ForeignKey, type Schema } from '../engines/schema.ts'

/**
 * Children that belong to their parents although their key does not cascade: SQL Server takes one
 * path of cascades alone between two tables (error 1785), so the vendor's DDL for it has none here,
 * and its script deletes these rows before the tokens and codes they belong to. So does the purge.
 */
const belonging: Readonly<Record<string, readonly string[]>> = {
  IDN_OIDC_REQ_OBJECT_REFERENCE: ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_AUTHORIZATION_CODE'],
}

/** Whether the key's children go with their parents. */
export const cascades = ({ table, parent, onDelete }: ForeignKey): boolean =>
  onDelete === 'CASCADE' ||
  (onDelete === 'NO ACTION' &&
    (belonging[table.toUpperCase()] ?? []).some((one) => same(one, parent)))

/** The keys whose children go with their parents. */
export const cascadesOf = ({ foreignKeys }: Schema): readonly ForeignKey[] =>
  foreignKeys.filter(cascades)
