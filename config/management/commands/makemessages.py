"""Django's `makemessages`, which also finds the sentences of plain Python: `message("…")` of `items.messages`."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=message:1"]
