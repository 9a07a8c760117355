"""Runs migrations on the connection that `store.engine.migrate` hands over."""

from alembic import context

from b24app.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
