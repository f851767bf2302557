"""How bytes are kept. Knows no record by name; imports nothing of caseapp or ui."""
