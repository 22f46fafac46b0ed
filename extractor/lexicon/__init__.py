"""Words and patterns as data: TOML files, each rule with what it must hit and miss."""
