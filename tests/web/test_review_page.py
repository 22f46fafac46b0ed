"""The review page in a real browser, opened from the disk: words lead to cards and cards to words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from extractor import Notice, extract
from extractor.export.html import to_html

CORPORA = Path(__file__).parents[2] / "corpora"
DESK: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 800}
LIT = "Array.from(document.querySelectorAll('.lit')).map(one => one.textContent).join('')"
ON = "Array.from(document.querySelectorAll('.on')).map(one => one.textContent).join('')"


@pytest.fixture(scope="module")
def notice() -> Notice:
    return extract(CORPORA / "weihai-2021/notice.pdf")


@pytest.fixture(scope="module")
def file(notice: Notice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "notice.html"
    path.write_text(to_html(notice), "utf-8")
    return path


def opened(
    browser: Browser, path: Path, *, size: ViewportSize = DESK, locale: str = "zh-CN"
) -> Page:
    """The page, without a network; whatever it complains of fails the test at `complaints`."""
    context = browser.new_context(
        viewport=size, locale=locale, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda one: None if one.url.startswith("file:") else complaints.append(one.url)
    )
    page.goto(path.as_uri())
    page.complaints = complaints  # type: ignore[attr-defined]
    return page


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    page = opened(browser, file)
    yield page
    assert page.complaints == []  # type: ignore[attr-defined]
    page.context.close()


def in_view(page: Page, selector: str, pane: str) -> bool:
    """Whether an element can be seen within its pane."""
    return bool(
        page.evaluate(
            """([what, where]) => {
                const box = document.querySelector(what).getBoundingClientRect();
                const frame = document.querySelector(where).getBoundingClientRect();
                return box.bottom > frame.top && box.top < frame.bottom;
            }""",
            [selector, pane],
        )
    )


def shown(page: Page) -> list[str]:
    return [str(one.get_attribute("id")) for one in page.locator(".card:not([hidden])").all()]


def test_a_card_leads_to_its_words(page: Page, notice: Notice) -> None:
    page.locator("#o17 .words").click()
    words = notice.obligations[16].quote.replace("\n", "")
    assert words in page.evaluate(ON)
    assert in_view(page, ".bound.on", "#source")
    assert page.locator(".card.active").get_attribute("id") == "o17"


def test_a_value_leads_to_its_own_words_also_where_it_is_inherited(page: Page) -> None:
    page.locator("#o6 .k-unit").first.click()
    assert page.evaluate(LIT) == "生态环境部门牵头"
    assert in_view(page, ".lit", "#source")


def test_words_lead_to_their_card(page: Page) -> None:
    last = page.locator("#o7").get_attribute("data-b")
    page.locator(f'#source [data-s="{last}"]').click()
    assert page.locator(".card.active").get_attribute("id") == "o7"
    assert in_view(page, ".card.active", "#tasks")


def test_words_that_several_obligations_rest_on_lead_to_each_of_them(page: Page) -> None:
    line = page.locator("#source [data-s]", has_text="生态环境部门牵头").first
    seen = []
    for _ in range(2):
        line.click()
        seen.append(page.locator(".card.active").get_attribute("id"))
    assert len(set(seen)) == 2
    assert page.locator(".card.near").count() > 0


def test_metadata_and_lists_lead_to_their_words(page: Page, notice: Notice) -> None:
    page.locator("h1 button").click()
    assert page.evaluate(LIT) == "威海市2021年淘汰落后产能工作方案"
    page.locator("#tab-skipped").click()
    page.locator("#list-skipped .entry").first.click()
    assert page.evaluate(LIT) == notice.skipped[0].evidence.quote.replace("\n", "")


def test_filters_leave_what_fits_and_can_be_taken_back(page: Page, notice: Notice) -> None:
    page.locator("select[name=modality]").select_option("must_not")
    fitting = [
        f"o{number}"
        for number, duty in enumerate(notice.obligations, start=1)
        if duty.modality.value == "must_not"
    ]
    assert shown(page) == fitting
    assert page.locator("#shown").inner_text() == str(len(fitting))
    page.locator("#undo").click()
    page.wait_for_function("document.querySelectorAll('.card[hidden]').length === 0")
    page.locator("select[name=system]").select_option("ecology")
    page.locator("select[name=deadline]").select_option("-")
    assert shown(page) == [
        f"o{number}"
        for number, duty in enumerate(notice.obligations, start=1)
        if not duty.deadlines and "ecology" in {party.system for party in duty.responsible}
    ]


def test_search_looks_over_the_ends_of_lines(page: Page) -> None:
    page.locator("#search").fill("停产整治等措施；情节严重")
    assert page.evaluate("CSS.highlights.get('found').size") == 1
    page.locator("#search").fill("坚决不予发证")
    assert len(shown(page)) == 1
    page.locator("#search").press("Enter")
    assert page.evaluate("document.querySelectorAll('.card:not([hidden])').length") == 1


def test_a_hidden_card_comes_back_when_its_words_are_clicked(page: Page) -> None:
    page.locator("#search").fill("坚决不予发证")
    page.locator('.pin[data-o="1"]').click()
    assert page.locator("#o1.active").is_visible()


def test_it_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".card.active").get_attribute("id") == "o2"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".card.active").get_attribute("id") == "o2"
    page.keyboard.press("Escape")
    assert page.locator(".active, .on, .lit").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("#tab-obligations").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#list-citations").is_visible()


def test_it_speaks_the_language_of_the_reader(browser: Browser, file: Path) -> None:
    page = opened(browser, file, locale="en-US")
    assert page.locator("#tab-obligations").inner_text().startswith("Obligations")
    page.locator("[data-ui=zh]").click()
    assert page.locator("#tab-obligations").inner_text().startswith("任务")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_runs_out_of_the_window(browser: Browser, file: Path, size: ViewportSize) -> None:
    page = opened(browser, file, size=size)
    page.locator("#o17 .words").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert in_view(page, ".bound.on", "#source")
    assert in_view(page, "#o17", "#tasks")
    page.context.close()


def test_on_paper_everything_is_shown(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator("#list-skipped").is_visible()
    assert page.locator("#o1").is_visible()
    assert not page.locator(".filters").is_visible()


def test_a_notice_that_speaks_html_does_no_harm(browser: Browser, tmp_path: Path) -> None:
    evil = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">'
    text = f"关于开展检查{evil}的通知\n一、市工业和信息化局应于2021年6月底前报送{evil}总结。"
    path = tmp_path / "evil.html"
    path.write_text(to_html(extract(text.encode(), "evil.txt")), "utf-8")
    page = opened(browser, path)
    page.locator("#o1 .words").click()
    assert page.evaluate("window.harmed") is None
    assert evil in page.locator("#source").inner_text()
    assert page.complaints == []  # type: ignore[attr-defined]
    page.context.close()


def test_characters_beyond_the_first_plane_shift_no_mark(browser: Browser, tmp_path: Path) -> None:
    text = "关于𠮷𠀋镇安全生产的通知\n一、𠮷𠀋镇工业和信息化局应于2021年6月底前报送总结。"
    path = tmp_path / "planes.html"
    path.write_text(to_html(extract(text.encode(), "planes.txt")), "utf-8")
    page = opened(browser, path)
    page.locator("#o1 .k-deadline").first.click()
    assert page.evaluate(LIT) in ("2021年6月底前", "于2021年6月底前")
    page.context.close()
