export function ReportView(_: Record<string, unknown>) { return <div class="page"><h1>ReportView</h1></div> }
