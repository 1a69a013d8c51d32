import { storageClasses } from '../functions/contract/archive-storage.ts'
import { hoursText } from '../functions/contract/bounds.ts'
import { untilOpen } from './contradictions.ts'
import { unusualIn } from './database-names.ts'
import type { EnvironmentFile } from './environment-file.ts'
import { show } from './settings-faults.ts'

export interface Warning {
  /** By which CDK lets somebody acknowledge it. */
  readonly id: string
  readonly text: string
}

/** What is valid, and yet seldom meant. */
export function warningsOf({
  mode,
  window,
  approval,
  schedule,
  sources,
  archive,
  archiveDays,
}: EnvironmentFile): Warning[] {
  const found: Warning[] = []
  if (mode === 'purge' && window === undefined && approval === undefined)
    found.push({
      id: 'drydock:unattended-purge',
      text:
        'mode: found "purge" without "window" and "approval": each weekly run purges production ' +
        'at whatever time it is ready, and asks nobody. If that is not meant, add "window", such ' +
        'as {"days": ["SUN"], "from": "01:00", "to": "05:00"}, or "approval", such as ' +
        '{"deadline": "12h"}',
    })
  const opens = window === undefined ? 0 : untilOpen(window, schedule)
  if (mode === 'purge' && window?.outside === 'end' && opens > 0)
    found.push({
      id: 'drydock:shut-at-start',
      text:
        `schedule: found ${show(`${schedule.day} ${schedule.time}`)}, when "window" is shut; it ` +
        `opens after ${hoursText(opens)}. A run that is ready sooner ends with OutsideWindow, ` +
        'since "window.outside" is "end". If that is not meant, start the run later, or set ' +
        '"wait" there',
    })
  const { days } = storageClasses[archive.storageClass]
  if (archiveDays < days)
    found.push({
      id: 'drydock:storage-class-duration',
      text:
        `archiveDays: found ${archiveDays}, and S3 bills each object of "archive.storageClass" ` +
        `${show(archive.storageClass)} for at least ${days} days. If that is not meant, raise ` +
        'archiveDays, or choose "STANDARD" or "INTELLIGENT_TIERING", which have no such minimum',
    })
  sources.forEach(({ databases }, index) => {
    databases.forEach(({ name, schema = '' }, at) => {
      const unusual = unusualIn(name + schema)
      if (unusual.length > 0)
        found.push({
          id: 'drydock:unusual-database-name',
          text:
            `sources[${index}].databases[${at}]: found ${show(name + (schema && `.${schema}`))}, ` +
            `with ${unusual.map(show).join(' and ')} in it. It is taken for one name as it ` +
            'stands. If several databases are meant, write each in quotes of its own',
        })
    })
  })
  return found
}
