"""A desk at work for a long time while everything goes wrong: ``python -m benchmarks.long_run --minutes N --seed S``.

Made-up reports appear at two a second, once in a burst of twenty a second, on a news site on loopback and as texts that
somebody pastes. ``dateline watch`` follows the site, ``dateline serve`` takes the texts, answers readers and exports.
Meanwhile the site stalls, answers 500 and cuts its answers short; watcher, server and worker are killed (SIGKILL);
another program holds the database; the disk is full. At the end every report that appeared must be in the library,
once, everything that was acknowledged among them, and ``dateline verify`` must find nothing wrong."""
