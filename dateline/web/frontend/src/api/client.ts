// The one way to the server: same origin only, the CSRF token on every change, problems as errors that say what to do.

export class ApiError extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, message: string, body: Record<string, unknown> = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.body = body
  }
}

const BASE = '/api/v1/'
let csrf = ''
let signedOut: () => void = () => undefined

/** What is to be done when the session is over. */
export function onSignedOut(run: () => void): void {
  signedOut = run
}

export function setCsrf(token: string): void {
  csrf = token
}

async function answer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const body: unknown = isJson ? await response.json() : await response.text()
  if (response.ok) return body as T
  const problem = (isJson && body && typeof body === 'object' ? body : {}) as Record<string, unknown>
  const said = problem.detail ?? problem.title
  throw new ApiError(response.status, typeof said === 'string' ? said : `the server answered ${response.status}`, problem)
}

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal, isEarly = false): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body instanceof FormData) init.body = body
  else if (body !== undefined) {
    headers['Content-Type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  if (signal) init.signal = signal
  let response: Response
  try {
    response = await fetch(BASE + path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'the server cannot be reached: is dateline serve still running?')
  }
  if (response.status === 401 && path !== 'me' && path !== 'login' && !isEarly) signedOut()
  return answer<T>(response)
}

/** What was asked for before any view asked. */
const early = new Map<string, Promise<unknown>>()

/** Asks at once for what the first view will ask for: it need not wait for the page to be put together. */
export function ahead(paths: readonly string[]): void {
  for (const path of paths) {
    const coming = send<unknown>('GET', path, undefined, undefined, true)
    coming.catch(() => undefined) // whoever asks for it is told
    early.set(path, coming)
  }
}

/** Forgets what was asked for early: it was refused. */
export function forget(): void {
  early.clear()
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const coming = early.get(path)
  if (coming === undefined) return send<T>('GET', path, undefined, signal)
  early.delete(path)
  return coming as Promise<T>
}

export const post = <T>(path: string, body?: unknown): Promise<T> => send<T>('POST', path, body ?? {})
export const patch = <T>(path: string, body: unknown): Promise<T> => send<T>('PATCH', path, body)
export const remove = <T>(path: string): Promise<T> => send<T>('DELETE', path)

/** `path?a=b` with what is set; lists are repeated. */
export function query(path: string, given: Record<string, string | number | string[] | null | undefined>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value)) value.forEach((one) => params.append(name, one))
    else params.append(name, String(value))
  }
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

export const part = encodeURIComponent
