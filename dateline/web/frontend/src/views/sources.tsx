export function Source(_: Record<string, unknown>) { return <div class="page"><h1>Source</h1></div> }
export function Sources(_: Record<string, unknown>) { return <div class="page"><h1>Sources</h1></div> }
