// What part of the library is looked at, as a form; all of it stands in the address.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { CREDIBILITY, FAMILIES, FAMILY_NAMES, familyOf, grouped, STATUSES, title, TYPES, typeName } from '../format/words.ts'
import { useSession } from '../state/session.ts'
import { chosen, type Filters, NONE, toggled } from '../state/filters.ts'
import { Shape } from './basics.tsx'

interface Props {
  filters: Filters
  onChange: (filters: Filters) => void
  children?: ComponentChildren
}

export function FilterBar({ filters, onChange, children }: Props) {
  const { meta } = useSession()
  const count = chosen(filters)
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  return (
    <form class="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Entry name="Actor" value={filters.actor} placeholder="any actor" onChange={(actor) => change({ actor })} />
      <Entry name="Place" value={filters.place} placeholder="any place" onChange={(place) => change({ place, within: place ? filters.within : null })} />
      {filters.place ? (
        <label class="field narrow">
          <span>Within km</span>
          <input type="number" min="1" max="20000" value={filters.within ?? ''} placeholder="its extent" onChange={(event) => change({ within: event.currentTarget.value || null })} />
        </label>
      ) : null}
      <label class="field">
        <span>From</span>
        <input type="date" value={filters.since ?? ''} onChange={(event) => change({ since: event.currentTarget.value || null })} />
      </label>
      <label class="field">
        <span>To</span>
        <input type="date" value={filters.until ?? ''} onChange={(event) => change({ until: event.currentTarget.value || null })} />
      </label>
      <Menu name="Type" count={filters.type.length}>
        {FAMILIES.map((family) => (
          <fieldset>
            <legend><Shape family={family} /> {FAMILY_NAMES[family]}</legend>
            {Object.keys(TYPES).filter((type) => familyOf(type) === family).map((type) => (
              <Choice checked={filters.type.includes(type)} onChange={() => change({ type: toggled(filters.type, type) })} count={meta.types[type]}>{title(typeName(type))}</Choice>
            ))}
          </fieldset>
        ))}
      </Menu>
      <Menu name="Status" count={filters.status.length}>
        <fieldset>
          <legend>What is said of the event</legend>
          {STATUSES.map((status) => (
            <Choice checked={filters.status.includes(status)} onChange={() => change({ status: toggled(filters.status, status) })} count={meta.statuses[status]}>{title(status)}</Choice>
          ))}
        </fieldset>
      </Menu>
      <label class="field">
        <span>Credibility</span>
        <select value={filters.credibility ?? ''} onChange={(event) => change({ credibility: event.currentTarget.value || null })}>
          <option value="">any</option>
          {[1, 2, 3, 4, 5].map((grade) => <option value={String(grade)}>{grade === 1 ? '1' : `1–${grade}`}, {CREDIBILITY[grade]}{grade === 1 ? '' : ' or better'}</option>)}
        </select>
      </label>
      {filters.bbox ? <button type="button" class="chip" onClick={() => change({ bbox: null })}>Only the area shown ×</button> : null}
      {count > 0 || filters.since || filters.until ? <button type="button" class="quiet" onClick={() => onChange(NONE)}>Clear all</button> : null}
      {children}
    </form>
  )
}

function Entry({ name, value, placeholder, onChange }: { name: string; value: string | null; placeholder: string; onChange: (value: string | null) => void }) {
  const [text, set] = useState(value ?? '')
  useEffect(() => set(value ?? ''), [value])
  const commit = () => {
    const next = text.trim() || null
    if (next !== value) onChange(next)
  }
  return (
    <label class="field">
      <span>{name}</span>
      <input
        type="search" dir="auto" value={text} placeholder={placeholder} maxLength={200}
        onInput={(event) => set(event.currentTarget.value)} onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        onSearch={commit}
      />
    </label>
  )
}

function Menu({ name, count, children }: { name: string; count: number; children: ComponentChildren }) {
  return (
    <details class="menu" onKeyDown={(event) => { if (event.key === 'Escape') { event.currentTarget.open = false; event.currentTarget.querySelector('summary')?.focus() } }}
      onFocusOut={(event) => { if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node)) event.currentTarget.open = false }}>
      <summary>{name}{count ? <b class="count">{count}</b> : null}</summary>
      <div class="menu-body">{children}</div>
    </details>
  )
}

function Choice({ checked, onChange, count, children }: { checked: boolean; onChange: () => void; count: number | undefined; children: ComponentChildren }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={onChange} /> {children} <span class="soft">{grouped(count ?? 0)}</span>
    </label>
  )
}
