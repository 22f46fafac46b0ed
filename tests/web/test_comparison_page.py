"""The page of a comparison in a real browser: filtered, sorted, and from a fact to its obligation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from extractor import compare, export, extract

CORPORA = Path(__file__).parents[2] / "corpora"
NAMES = ("weihai-2021", "liaocheng-2022", "wuhai-2021")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    notices = (
        extract(CORPORA / name / "notice.txt").model_copy(update={"document": name})
        for name in NAMES
    )
    path = tmp_path_factory.mktemp("comparison") / "three.html"
    path.write_bytes(export(compare(notices, "weihai-2021"), "html"))
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    yield page
    assert complaints == []
    context.close()


def rows(page: Page) -> Locator:
    return page.locator("section.open tbody tr:visible")


def column(page: Page, number: int) -> list[str]:
    return [row.locator("td").nth(number).inner_text() for row in rows(page).all()]


def test_it_opens_on_the_matrix_with_gaps_and_differences(page: Page) -> None:
    heads = page.locator("section.open th").all_inner_texts()
    assert heads[4:] == ["威海市2021（参照）", "聊城市2022", "乌海市2021"]
    assert page.locator("section.open td.gap.missing").count() > 0
    assert page.locator("section.open td.differs").count() > 0


def test_words_narrow_the_rows(page: Page) -> None:
    page.get_by_role("button", name="门槛 Thresholds").click()
    every = rows(page).count()
    page.get_by_label("筛选").fill("水泥")
    said = rows(page).all_inner_texts()
    assert 0 < len(said) < every
    assert all("水泥" in words for words in said)


def test_a_head_sorts_its_column_by_number(page: Page) -> None:
    page.get_by_role("button", name="门槛 Thresholds").click()
    head = page.locator("section.open th button[data-kind=number]").first
    for turn in (1, -1):
        head.click()
        at = int(head.get_attribute("data-sort") or 0)
        values = [turn * float(value) for value in column(page, at)]
        assert values == sorted(values)


def test_the_head_stays_in_sight(page: Page) -> None:
    page.get_by_role("button", name="单位 Units").click()
    rows(page).last.scroll_into_view_if_needed()
    head = page.locator("section.open th").first.bounding_box()
    bar = page.locator("header").bounding_box()
    assert head
    assert bar
    assert abs(head["y"] - (bar["y"] + bar["height"])) < 4


def test_a_fact_quotes_on_hover_and_leads_to_its_obligation(page: Page) -> None:
    page.get_by_role("button", name="时限 Deadlines").click()
    assert (rows(page).first.get_attribute("title") or "").startswith("「")
    first = rows(page).first.locator("td").first
    called = first.inner_text()
    first.locator("a").click()
    assert page.locator("section.open").get_attribute("id") == "obligations"
    assert page.locator("tr.found td").first.inner_text() == called
