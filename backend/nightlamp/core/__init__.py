"""The ground floor: configuration, database, clock, keys, errors, HTTP. Knows no domain."""
