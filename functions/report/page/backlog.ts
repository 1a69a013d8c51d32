import { backlogText } from '../backlog-text.ts'
import type { Report } from '../schema.ts'
import { render, section, type Section } from './html.ts'

/** Sources with more dead rows than the limits allow: what it takes to delete them. */
export const backlog = ({ backlog: all }: Pick<Report, 'backlog'>): Section =>
  section(
    'Backlog',
    all.map((one) => render('<p><%= it.text %></p>', { text: backlogText(one) })),
  )
