"""Looks at photographs and PDFs that somebody sent, in a process that can do nothing else.

`viewing` is the app's side. `child` is what runs in the process: it is given bytes and answers with bare
pixels and a few words; it never sees a path or a key, and `guard` takes away what it could do harm with. Only
`wire` is known to both. This file stays empty, for the child imports it.
"""
