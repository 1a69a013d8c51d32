import assert from 'node:assert/strict'
import { ConfigError, parseEnvironment } from '../../infra/config.ts'
import { exampleSettings } from './example.ts'

export function faultsOf(settings: unknown, name = 'example'): readonly string[] {
  try {
    parseEnvironment(settings, name)
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error))
    return error.faults
  }
  return []
}

export const changed = (changes: Record<string, unknown>) => ({ ...exampleSettings(), ...changes })
