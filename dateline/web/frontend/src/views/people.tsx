// Accounts, kept by admins, and everybody's own API tokens.
import { useState } from 'preact/hooks'
import { part, patch, post, remove } from '../api/client.ts'
import type { Role, Token, User } from '../api/types.ts'
import { moment } from '../format/days.ts'
import { Empty, Failed, Loading } from '../parts/basics.tsx'
import { Name } from '../parts/text.tsx'
import { complain, say } from '../parts/toast.tsx'
import { useGet, useTitle } from '../parts/use.ts'
import { useSession } from '../state/session.ts'

const ROLES: Role[] = ['viewer', 'analyst', 'admin']
const MAY: Record<Role, string> = { viewer: 'reads', analyst: 'reads, adds and judges', admin: 'all that, and keeps accounts' }

export function People() {
  useTitle('People')
  const { me } = useSession()
  return (
    <div class="page narrow">
      <header class="page-head"><h1>People</h1></header>
      <p>You are <b><Name>{me.user}</Name></b>, {me.role}: {MAY[me.role]}.{me.mode === 'single' ? <> This desk has no accounts: it is for one person on this machine. <code>dateline users add</code> makes the first one.</> : null}</p>
      {me.mode === 'accounts' && me.role === 'admin' ? <Accounts /> : null}
      <Tokens />
      <p class="soft"><a href="/licences.txt" target="_blank" rel="noopener">Licences of what these pages are made with</a></p>
    </div>
  )
}

function Accounts() {
  const { me } = useSession()
  const { value, error, again } = useGet<{ items: User[] }>('users')
  const change = (name: string, what: Record<string, unknown>, done: string) => patch(`users/${part(name)}`, what).then(() => { say(done); again() }, complain)
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    try {
      await post('users', Object.fromEntries(new FormData(form)))
      form.reset()
      say('The account is made.')
      again()
    } catch (problem) {
      complain(problem)
    }
  }
  return (
    <section>
      <h2>Accounts</h2>
      {error ? <Failed error={error} again={again} /> : null}
      {!value && !error ? <Loading /> : null}
      {value ? (
        <table class="rows">
          <caption class="unseen">Accounts</caption>
          <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Made</th><th scope="col">Password</th><th scope="col">State</th></tr></thead>
          <tbody>
            {value.items.map((user) => (
              <tr key={user.name}>
                <th scope="row"><Name>{user.name}</Name></th>
                <td data-name="Role"><select aria-label={`Role of ${user.name}`} value={user.role} disabled={user.name === me.user} onChange={(event) => void change(user.name, { role: event.currentTarget.value }, `${user.name} is ${event.currentTarget.value} now.`)}>{ROLES.map((role) => <option value={role}>{role}</option>)}</select></td>
                <td data-name="Made" class="soft nowrap">{moment(user.created)}</td>
                <td data-name="Password"><Password name={user.name} onSet={(password) => void change(user.name, { password }, `${user.name} has a new password.`)} /></td>
                <td data-name="State">{user.disabled ? 'disabled ' : 'may enter '}<button type="button" class="small" disabled={user.name === me.user} onClick={() => void change(user.name, { disabled: !user.disabled }, user.disabled ? `${user.name} may enter again.` : `${user.name} is shut out.`)}>{user.disabled ? 'Let in' : 'Shut out'}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <form class="form-row boxed" onSubmit={add} autocomplete="off">
        <label class="field"><span>New account: name</span><input name="name" required autocomplete="off" /></label>
        <label class="field"><span>Role</span><select name="role">{ROLES.map((role) => <option value={role}>{role}</option>)}</select></label>
        <label class="field"><span>Password</span><input name="password" type="password" required autocomplete="new-password" /></label>
        <button type="submit">Add</button>
      </form>
    </section>
  )
}

function Password({ name, onSet }: { name: string; onSet: (password: string) => void }) {
  const [isOpen, setOpen] = useState(false)
  if (!isOpen) return <button type="button" class="small" onClick={() => setOpen(true)}>Set anew</button>
  return (
    <form class="form-row" onSubmit={(event) => { event.preventDefault(); onSet(String(new FormData(event.currentTarget as HTMLFormElement).get('password'))); setOpen(false) }}>
      <input name="password" type="password" aria-label={`New password of ${name}`} required autocomplete="new-password" />
      <button type="submit" class="small">Set</button>
    </form>
  )
}

function Tokens() {
  const { me } = useSession()
  const { value, error, again } = useGet<{ items: Token[] }>('tokens')
  const [made, setMade] = useState<Token | null>(null)
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    try {
      setMade(await post<Token>('tokens', Object.fromEntries(new FormData(form))))
      form.reset()
      again()
    } catch (problem) {
      complain(problem)
    }
  }
  return (
    <section>
      <h2>Your API tokens</h2>
      <p class="soft">A program sends one as <code>Authorization: Bearer …</code>; <a href="/api/docs">what the API has</a>.</p>
      {error ? <Failed error={error} again={again} /> : null}
      {made ? <p class="notice" role="status">The token “<Name>{made.name}</Name>”, shown this once: <code class="secret">{made.secret}</code></p> : null}
      {value && !value.items.length ? <Empty>You have none.</Empty> : null}
      {value?.items.length ? (
        <table class="rows">
          <caption class="unseen">Your API tokens</caption>
          <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Made</th><th scope="col"><span class="unseen">End it</span></th></tr></thead>
          <tbody>{value.items.map((token) => (
            <tr key={token.id}><th scope="row"><Name>{token.name}</Name></th><td data-name="Role">{token.role}</td><td data-name="Made" class="soft">{moment(token.created)}</td>
              <td><button type="button" class="small danger" onClick={() => remove(`tokens/${part(token.id)}`).then(() => { say('The token is no longer good.'); again() }, complain)}>End</button></td></tr>
          ))}</tbody>
        </table>
      ) : null}
      <form class="form-row boxed" onSubmit={add}>
        <label class="field"><span>New token: what it is for</span><input name="name" required maxLength={100} /></label>
        <label class="field"><span>Role</span><select name="role">{ROLES.slice(0, ROLES.indexOf(me.role) + 1).map((role) => <option value={role}>{role}</option>)}</select></label>
        <button type="submit">Make</button>
      </form>
    </section>
  )
}
