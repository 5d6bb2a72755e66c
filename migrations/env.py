"""Run migrations on the application's own database. Imports no folder of the backend: a migration is history."""

from alembic import context
from flask import current_app


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as what the database sees."""
    return "sa.DateTime(timezone=True)" if kind == "type" and type(item).__name__ == "UtcDateTime" else False


engine = current_app.extensions["migrate"].db.engine
metadata = current_app.extensions["migrate"].db.Model.metadata

with engine.connect() as connection:
    # Who cannot get a lock within four seconds gives up rather than stop everybody behind it.
    if engine.dialect.name == "postgresql":
        connection.exec_driver_sql("SET lock_timeout = '4s'")
        connection.commit()
    context.configure(
        connection=connection.execution_options(nightlamp_writing=True),
        target_metadata=metadata,
        render_item=plain_type,
        transaction_per_migration=True,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
