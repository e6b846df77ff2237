import { render } from 'preact'
import { App } from './app.tsx'
import { begin } from './begin.ts'
import { followLinks } from './router.ts'
import './style/base.css'
import './style/frame.css'
import './style/situation.css'
import './style/views.css'

begin()
followLinks()
render(<App />, document.getElementById('desk')!)
