export function Reports(_: Record<string, unknown>) { return <div class="page"><h1>Reports</h1></div> }
