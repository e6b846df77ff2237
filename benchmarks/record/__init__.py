"""Who held what: a table of the public record, and what the bundled sample reports make of it."""
