"""Run the migrations on the connection that `quiz.store.opening` hands over, in its transaction."""

from alembic import context

from quiz.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
