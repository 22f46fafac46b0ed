"""`taizhang schema`: the shape of the output."""

import json

from extractor.command.app import app, say
from extractor.export.json import json_schema


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the output; its version stands in it."""
    say(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
