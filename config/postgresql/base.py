"""The connection: whether it still lives is known without asking the server each time."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django asks `SELECT 1` at each request. A server that went away has closed its socket, which can then be read."""

    def is_usable(self) -> bool:
        """Whether nothing has come since the last answer; when something has, what Django finds."""
        return not self._something_came() or super().is_usable()

    def _something_came(self) -> bool:
        if self.connection is None or self.connection.closed:
            return True
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return bool(poll.poll(0))
