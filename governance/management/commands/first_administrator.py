"""Make the first administrator, who then appoints everybody else in the product."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError

from core.rules import Refused
from governance.actions.first_administrator import begin_with_administrator


class Command(BaseCommand):
    help = "Make the first administrator; refused while there is one."

    def add_arguments(self, parser):
        parser.add_argument("--username")
        parser.add_argument("--name")
        parser.add_argument("--email")
        parser.add_argument("--password", help="asked for when left out, which keeps it out of the shell's history")

    def handle(self, *args, **options):
        facts = {name: options[name] or input(f"{name}: ") for name in ("username", "name", "email")}
        password = options["password"] or getpass("password: ")
        try:
            person = begin_with_administrator(password=password, **facts)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person} is administrator from today.")
