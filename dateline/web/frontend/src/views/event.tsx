export function EventView(_: Record<string, unknown>) { return <div class="page"><h1>EventView</h1></div> }
