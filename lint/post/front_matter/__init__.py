"""Front matter in YAML, TOML or JSON, every key and value with its place."""
