"""An assistant at work: `taizhang mcp` in a process of its own, spoken to over its standard streams."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from api.settings import ServiceSettings
from api.store import Store
from api.store.keys import create_key
from api.store.notices import save_notice
from extractor import extract
from taizhang.client import Client as Service
from tests.api.serving import CORPORA, ROOT, environment, served

CITIES = ("weihai-2021", "liaocheng-2022")
TOOLS = {
    "search_obligations",
    "get_notice",
    "get_obligation",
    "compare_notices",
    "vocabulary",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two notices in it, and their key."""
    folder = tmp_path_factory.mktemp("data")
    store = Store.open(ServiceSettings(data_dir=folder))
    for city in CITIES:
        content = (CORPORA / city / "notice.txt").read_bytes()
        notice = extract(content, f"{city}.txt")
        sha256 = store.originals.put(content)
        with store.begin() as conn:
            save_notice(conn, "default", notice, sha256=sha256, name=f"{city}.txt")
    store.close()
    return folder


class Assistant:
    """Calls tools and reads their answers."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def ask(self, tool: str, **words: Any) -> Any:
        """The answer as JSON."""
        result = await self.client.call_tool(tool, words)
        assert not result.is_error, result.content[0].text
        return json.loads(result.content[0].text)

    async def refused(self, tool: str, **words: Any) -> str:
        """What is said where it does not go."""
        result = await self.client.call_tool(tool, words)
        assert result.is_error
        return result.content[0].text


def talk(work: Callable[[Assistant], Awaitable[None]], env: dict[str, str], *words: str) -> None:
    """Start the server, have the work done, and see it end."""

    async def run() -> None:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "api", "mcp", *words], cwd=ROOT, env=env
        )
        async with asyncio.timeout(60), Client(server) as client:
            await work(Assistant(client))

    asyncio.run(run())


async def searching_and_reading(assistant: Assistant) -> None:
    listed = (await assistant.client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    assert all(tool.description for tool in listed)

    found = await assistant.ask("search_obligations", text="淘汰", topic=["technology"])
    assert 0 < len(found["items"]) <= found["total"]
    one = found["items"][0]
    assert one["topic"] == "technology"
    assert "evidence" not in json.dumps(one)

    whole = await assistant.ask("get_obligation", obligation=one["id"])
    assert whole["obligation"]["quote"] == one["quote"]
    assert whole["obligation"]["evidence"]["start"] == whole["start"]

    notice = await assistant.ask("get_notice", notice=one["notice"], limit=2)
    assert len(notice["obligations"]) == 2
    assert notice["obligations_next"] == 2
    assert notice["metadata"]["document_number"] == one["document_number"]
    assert "text" not in notice

    words = await assistant.ask("vocabulary", name="topic")
    assert "technology" in words["topic"]


async def comparing_with_quotes_of_both(assistant: Assistant) -> None:
    found = await assistant.ask("search_obligations", limit=100)
    ids = list(dict.fromkeys(item["notice"] for item in found["items"]))
    made = await assistant.ask("compare_notices", notices=ids, reference=ids[1], limit=200)
    assert [column["notice"] for column in made["columns"]] == [ids[1], ids[0]]
    differing = [row for row in made["provisions"] if row.get("differences")]
    assert differing
    for difference in (one for row in differing for one in row["differences"]):
        assert difference["aspect"] != "wording"
        assert difference["from"]["quote"]
        assert difference["to"]["quote"]


async def being_refused_in_the_words_of_the_service(assistant: Assistant) -> None:
    assert "no notice" in await assistant.refused("get_notice", notice="n" + "0" * 32)
    assert "topic" in await assistant.refused("search_obligations", topic=["no topic"])
    assert "topic" in await assistant.refused("vocabulary", name="nothing")


def test_an_assistant_on_the_notices_of_this_machine(data: Path) -> None:
    async def work(assistant: Assistant) -> None:
        await searching_and_reading(assistant)
        await comparing_with_quotes_of_both(assistant)
        await being_refused_in_the_words_of_the_service(assistant)

    talk(work, environment(data))


def test_it_works_beside_a_service_on_the_same_data(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "1") as service, Service(service.url) as client:
        client.upload(CORPORA / "wuhai-2021" / "notice.txt", wait=60)

        async def work(assistant: Assistant) -> None:
            assert (await assistant.ask("search_obligations", text="淘汰"))["total"]

        talk(work, environment(tmp_path))


def test_a_database_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    came = subprocess.run(
        [sys.executable, "-m", "api", "mcp"],
        cwd=ROOT,
        env=environment(tmp_path, database_url="postgresql://127.0.0.1:1/x"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (came.returncode, came.stdout) == (2, "")
    assert came.stderr.count("\n") == 1


def test_a_service_elsewhere_with_a_key_of_another_workspace(tmp_path: Path) -> None:
    store = Store.open(ServiceSettings(data_dir=tmp_path))
    with store.begin() as conn:
        _, secret = create_key(conn, "team", "read", "an assistant")
    store.close()
    with served(tmp_path, workers="0") as service:

        async def work(assistant: Assistant) -> None:
            assert (await assistant.ask("search_obligations"))["total"] == 0

        talk(work, environment(tmp_path, key=secret), "--url", service.url)
