"""The same functions over very many reports: read partition by partition, on this machine or on a Ray cluster."""
