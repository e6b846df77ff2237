// Adding reports. Each is a job of the server's: it goes on whether this page is open or not.
import { useEffect, useRef, useState } from 'preact/hooks'
import { get, part, post, remove } from '../api/client.ts'
import type { Job, Page } from '../api/types.ts'
import { moment } from '../format/days.ts'
import { plural } from '../format/words.ts'
import { Empty, Failed, Loading } from '../parts/basics.tsx'
import { Name } from '../parts/text.tsx'
import { complain, say } from '../parts/toast.tsx'
import { useGet, useTitle } from '../parts/use.ts'
import { useSession } from '../state/session.ts'

type Way = 'files' | 'text' | 'link'
const WAYS: [Way, string][] = [['files', 'Files'], ['text', 'Text'], ['link', 'Link']]
const isOver = (job: Job): boolean => job.state === 'done' || job.state === 'failed'

export function Add() {
  useTitle('Add reports')
  const { me, refresh } = useSession()
  const [way, setWay] = useState<Way>('files')
  const [isBusy, setBusy] = useState(false)
  const { value, error, again } = useGet<Page<Job>>('jobs')
  const isRunning = (value?.items ?? []).some((job) => !isOver(job))
  const wasRunning = useRef(false)
  useEffect(() => {
    if (wasRunning.current && !isRunning) refresh()
    wasRunning.current = isRunning
    if (!isRunning) return
    const timer = setInterval(again, 1000)
    return () => clearInterval(timer)
  }, [isRunning, again])
  if (me.role === 'viewer') return <div class="page"><h1>Add reports</h1><p class="notice">Viewers add nothing: ask an admin for the role of analyst.</p></div>
  const send = async (body: FormData | Record<string, string>): Promise<boolean> => {
    setBusy(true)
    try {
      await post<Job>('jobs', body)
      say('Taken in: it is read now, whether this page stays open or not.')
      again()
      return true
    } catch (problem) {
      complain(problem)
      return false
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="page">
      <header class="page-head"><h1>Add reports</h1></header>
      <div class="tabs" role="tablist" aria-label="How">
        {WAYS.map(([name, words]) => <button type="button" role="tab" id={`way-${name}`} aria-controls="way" aria-selected={way === name} onClick={() => setWay(name)}>{words}</button>)}
      </div>
      <div class="way" id="way" role="tabpanel" aria-labelledby={`way-${way}`}>
        {way === 'files' ? <Files isBusy={isBusy} send={send} /> : way === 'text' ? <Text isBusy={isBusy} send={send} /> : <Link isBusy={isBusy} send={send} />}
      </div>
      <section>
        <h2>What was added</h2>
        {error ? <Failed error={error} again={again} /> : null}
        {!value && !error ? <Loading /> : null}
        {value && !value.items.length ? <Empty>Nothing was added here yet.</Empty> : null}
        <ol class="jobs">{(value?.items ?? []).map((job) => <JobLine key={job.id} job={job} again={again} />)}</ol>
      </section>
    </div>
  )
}

interface WayProps {
  isBusy: boolean
  send: (body: FormData | Record<string, string>) => Promise<boolean>
}

function Known() {
  return (
    <div class="form-row">
      <label class="field"><span>Outlet, where none is shown</span><input name="publisher" dir="auto" maxLength={300} /></label>
      <label class="field"><span>Published, where no day is shown</span><input name="published" type="date" /></label>
    </div>
  )
}

function Files({ isBusy, send }: WayProps) {
  const [files, setFiles] = useState<File[]>([])
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (list: FileList | null | undefined) => setFiles((old) => [...old, ...(list ?? [])])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const body = new FormData()
    for (const file of files) body.append('files', file, file.name)
    const given = new FormData(event.currentTarget as HTMLFormElement)
    for (const name of ['publisher', 'published']) if (given.get(name)) body.append(name, given.get(name)!)
    if (await send(body)) setFiles([])
  }
  return (
    <form class="form" onSubmit={submit}>
      <div class={`drop${isOver ? ' over' : ''}`}
        onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files) }}>
        <p>Drop files here: web pages, text, e-mail, feeds, WARC or JSON lines.</p>
        <button type="button" onClick={() => input.current?.click()}>Choose files</button>
        <input ref={input} class="unseen" type="file" multiple tabIndex={-1} aria-label="Files" onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = '' }} />
      </div>
      {files.length ? <ul class="plain">{files.map((file, i) => <li><Name>{file.name}</Name> <span class="soft">{Math.ceil(file.size / 1024)} kB</span> <button type="button" class="link" onClick={() => setFiles(files.filter((_, j) => j !== i))}>leave out</button></li>)}</ul> : null}
      <Known />
      <p class="form-end"><button type="submit" class="primary" disabled={!files.length || isBusy}>Add {files.length ? plural(files.length, 'file') : 'files'}</button></p>
    </form>
  )
}

function given(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim()) found[name] = name === 'text' ? value : value.trim()
  return found
}

function Text({ isBusy, send }: WayProps) {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    if (await send(given(form))) form.reset()
  }
  return (
    <form class="form" onSubmit={submit}>
      <label class="field"><span>Title</span><input name="title" dir="auto" /></label>
      <label class="field"><span>Text of the report</span><textarea name="text" dir="auto" rows={10} required /></label>
      <Known />
      <p class="form-end"><button type="submit" class="primary" disabled={isBusy}>Add the text</button></p>
    </form>
  )
}

function Link({ isBusy, send }: WayProps) {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    if (await send(given(form))) form.reset()
  }
  return (
    <form class="form" onSubmit={submit}>
      <label class="field"><span>Address of the report; the server fetches it</span><input name="url" type="url" required placeholder="https://" /></label>
      <Known />
      <p class="form-end"><button type="submit" class="primary" disabled={isBusy}>Fetch and add</button></p>
    </form>
  )
}

const STATES: Record<Job['state'], string> = { waiting: 'waiting', running: 'being read', done: 'done', failed: 'failed' }

function JobLine({ job, again }: { job: Job; again: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [whole, setWhole] = useState<Job | null>(null)
  useEffect(() => {
    if (isOpen) get<Job>(`jobs/${part(job.id)}`).then(setWhole, complain)
  }, [isOpen, job.done, job.state])
  return (
    <li class="job">
      <div class="job-line">
        <span><b><Name>{job.names.slice(0, 3).join(', ') + (job.names.length > 3 ? ' …' : '')}</Name></b> <span class="soft">{job.who}, {moment(job.at)}</span></span>
        <span class={`tag ${job.state === 'failed' ? 'bad' : job.state === 'done' ? 'good' : ''}`}>{STATES[job.state]}</span>
      </div>
      {isOver(job) ? null : <progress max={Math.max(1, job.total)} value={job.done} aria-label={`${job.done} of ${job.total}`} />}
      <p class="soft">{job.done} of {job.total}: {job.added} added, {job.present} known before, {job.failed} failed{job.error ? ` — ${job.error}` : ''}
        {' '}<button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? 'Hide' : 'Show'} reports</button>
        {' '}<button type="button" class="link" onClick={() => remove(`jobs/${part(job.id)}`).then(again, complain)}>{isOver(job) ? 'Forget' : 'Stop'}</button>
      </p>
      {isOpen && whole ? (
        <ul class="plain">{whole.results.map((one) => <li>{one.report ? <a href={`/reports/${one.report}`}><Name>{one.title ?? one.input}</Name></a> : <Name>{one.input}</Name>} <span class="soft">{one.status}{one.claims === null || one.claims === undefined ? '' : `, ${plural(one.claims, 'claim')}`}{one.why ? `: ${one.why}` : ''}</span></li>)}</ul>
      ) : null}
    </li>
  )
}
