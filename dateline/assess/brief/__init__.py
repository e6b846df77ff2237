"""A situation brief: what a library's reports say of some days, every statement with the sentences it rests on."""
