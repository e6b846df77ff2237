// The way in.
import { useState } from 'preact/hooks'
import { post } from '../api/client.ts'
import { useTitle } from '../parts/use.ts'

export function SignIn({ mode, entered }: { mode: string; entered: () => void }) {
  useTitle('Sign in')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    setError(null)
    try {
      await post('login', { user: form.get('user'), password: form.get('password') })
      entered()
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main class="sign-in">
      <h1 class="brand">dateline</h1>
      {mode === 'accounts' ? (
        <form onSubmit={submit}>
          <label>Name <input name="user" autocomplete="username" required autofocus /></label>
          <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
          {error ? <p class="notice bad" role="alert">{error}</p> : null}
          <button type="submit" class="primary" disabled={isBusy}>Sign in</button>
        </form>
      ) : (
        <p>Nobody is signed in. Open the address that <code>dateline serve</code> printed in the terminal: it lets you in once, and is followed by the next one.</p>
      )}
    </main>
  )
}
