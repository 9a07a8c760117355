"""Who is meant: the responsible, the client, a colleague, a role, a team, an address."""
