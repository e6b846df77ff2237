export function People(_: Record<string, unknown>) { return <div class="page"><h1>People</h1></div> }
