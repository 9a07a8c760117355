"""The database: engine, tables, encryption, leases. Nothing above it opens a connection of its own."""
