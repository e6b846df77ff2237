// What the situation asks the server for.
import { query } from '../../api/client.ts'
import { type Filters, serialise, withoutTime } from '../../state/filters.ts'

/** All days at once where that is not too much, so that sliding asks the server nothing. */
export const situationPath = (filters: Filters): string => `situation?${serialise(withoutTime(filters))}`
/** Only the days that are chosen. */
export const narrowPath = (filters: Filters): string => `situation?${serialise(filters)}`
export const controlPath = (filters: Filters): string =>
  query('control/days', { step: 'week', place: filters.place, within: filters.within, actor: filters.actor, bbox: filters.bbox })
