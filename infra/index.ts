export { ConfigError } from './checked-settings.ts'
export { Drydock } from './drydock.ts'
export { environmentSettings } from './environment-settings.ts'
export type { DrydockProps } from './drydock-props.ts'
