// The bars of the timeline as a table.
import { short } from '../format/days.ts'
import { FAMILIES, FAMILY_NAMES, familyOf } from '../format/words.ts'
import { Dialog } from '../parts/dialog.tsx'

export function WeeksTable({ weeks, onClose }: { weeks: readonly (readonly [string, Record<string, number>])[]; onClose: () => void }) {
  return (
    <Dialog title="Events a week" onClose={onClose}>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Events a week, as a table">
        <table>
          <thead><tr><th scope="col">Week from (UTC)</th>{FAMILIES.map((family) => <th scope="col" class="number">{FAMILY_NAMES[family]}</th>)}</tr></thead>
          <tbody>
            {weeks.map(([week, types]) => (
              <tr>
                <th scope="row">{short(week)}</th>
                {FAMILIES.map((family) => <td class="number">{Object.entries(types).reduce((sum, [type, count]) => sum + (familyOf(type) === family ? count : 0), 0)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  )
}
