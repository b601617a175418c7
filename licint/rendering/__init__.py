"""Reports as text, JSON and other formats: pure functions from nouns to strings."""
