export function Review(_: Record<string, unknown>) { return <div class="page"><h1>Review</h1></div> }
