export function Add(_: Record<string, unknown>) { return <div class="page"><h1>Add</h1></div> }
