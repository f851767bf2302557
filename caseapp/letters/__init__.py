"""Letters and dossiers: the document, its kinds, the checks before issue, and the printed file."""
