export function Actor(_: Record<string, unknown>) { return <div class="page"><h1>Actor</h1></div> }
export function Actors(_: Record<string, unknown>) { return <div class="page"><h1>Actors</h1></div> }
