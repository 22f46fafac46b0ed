"""taizhang key: who may use the service from other machines."""

from enum import StrEnum
from typing import Annotated

import typer

from api.command.service import complaining, opened
from extractor.command.app import BAD_INPUT, app, complain, say

keys = typer.Typer(help="Keys for using the service from other machines.", no_args_is_help=True)
app.add_typer(keys, name="key")
_HERE = "command line"


class Scope(StrEnum):
    """What the holder of a key may do; each scope includes those before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@keys.command("create")
def create(
    label: Annotated[str, typer.Option(help="Whose key it is, for your own record.")] = "",
    workspace: Annotated[str, typer.Option(help="The team whose notices it opens.")] = "default",
    scope: Annotated[Scope, typer.Option(help="What its holder may do.")] = Scope.WRITE,
) -> None:
    """Make a key and show it, this once: only its fingerprint is kept."""
    with complaining(), opened() as store:
        from api.store.audit import record
        from api.store.keys import create_key

        with store.begin() as conn:
            made, secret = create_key(conn, workspace, scope.value, label)
            detail = {"scope": scope.value}
            record(conn, workspace, who=_HERE, action="key.create", subject=made.id, detail=detail)
        say(f"{secret}\n")
        complain(f"key {made.id} for workspace {workspace} ({scope.value}); it is not shown again")


@keys.command("list")
def show(
    workspace: Annotated[str, typer.Option(help="The team whose keys are shown.")] = "default",
) -> None:
    """Show the keys there are, without what opens the door."""
    with complaining(), opened() as store:
        from api.store.keys import list_keys

        with store.begin() as conn:
            found = list_keys(conn, workspace)
        for one in found:
            state = "revoked" if one.revoked else one.scope
            used = f"used {one.used:%Y-%m-%d %H:%M}" if one.used else "never used"
            say(f"{one.id}\t{state}\t{one.created:%Y-%m-%d %H:%M}\t{used}\t{one.label}\n")


@keys.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(help="The id of the key, as `key list` shows it.")],
    workspace: Annotated[str, typer.Option(help="The team whose key it is.")] = "default",
) -> None:
    """Make a key worthless from now on."""
    with complaining(), opened() as store:
        from api.store.audit import record
        from api.store.keys import revoke_key

        with store.begin() as conn:
            gone = revoke_key(conn, workspace, key)
            if gone:
                record(conn, workspace, who=_HERE, action="key.revoke", subject=key)
        if not gone:
            complain(f"there is no key {key} in workspace {workspace}")
            raise typer.Exit(BAD_INPUT)
