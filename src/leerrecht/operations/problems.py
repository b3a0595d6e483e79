"""What stops a command of this room."""


class OperationError(Exception):
    """The message says in Dutch what is wrong and what to do."""
