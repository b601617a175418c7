"""Declared, detected and inherited licenses, resolved into what governs each component and what it lets one do."""
