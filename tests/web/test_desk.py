"""The page at the address of the service in a real browser: what a researcher does there."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from api.settings import ServiceSettings
from api.store import Store
from api.store.keys import create_key
from extractor import extract
from tests.api.serving import CORPORA, served

# Two extractions start cold on a busy machine.
expect.set_options(timeout=30_000)
LOADED = ("fuzhou-2021", "liaocheng-2022")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    words = [word for name in LOADED for word in ("--load", str(CORPORA / name / "notice.txt"))]
    with served(tmp_path_factory.mktemp("desk"), *words) as service:
        yield service.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(address)
    expect(page.locator("#count-notices")).not_to_be_empty()
    yield page
    assert complaints == []


def rows(page: Page) -> Locator:
    return page.locator("#notice-rows tr")


def row(page: Page, words: str) -> Locator:
    return rows(page).filter(has_text=words)


def search(page: Page, words: str) -> list[str]:
    page.get_by_role("tab", name="任务").click()
    with page.expect_response(lambda answer: "/v1/obligations" in answer.url):
        page.get_by_label("在任务中查找").fill(words)
    expect(page.locator("#duties blockquote").first).to_contain_text(words)
    return page.locator("#duties blockquote").all_inner_texts()


def test_a_file_that_is_handed_in_becomes_a_notice_that_can_be_read(page: Page) -> None:
    before = rows(page).count()
    file = CORPORA / "weihai-2021" / "notice.docx"
    page.set_input_files("#files", file)
    handed = page.locator("#jobs li").filter(has_text="notice.docx")
    expected = len(extract(file).obligations)
    expect(handed).to_contain_text(f"{expected} 项任务")
    expect(rows(page)).to_have_count(before + 1)
    expect(row(page, "威工信字〔2021〕63号")).to_contain_text("2021-05-20")
    with page.context.expect_page() as opened:
        handed.get_by_role("button", name="阅读").click()
    expect(opened.value.locator(".card")).to_have_count(expected)


@pytest.mark.parametrize(
    ("language", "told"),
    [("中文", "未能读取：不是公文"), ("English", "not read: no notice in it")],
)
def test_a_file_that_is_no_notice_is_told_with_its_reason(
    page: Page, language: str, told: str
) -> None:
    page.get_by_role("button", name=language).click()
    broken = {"name": f"{language}.txt", "mimeType": "text/plain", "buffer": language.encode()}
    page.set_input_files("#files", [broken])
    expect(page.locator("#jobs li").filter(has_text=f"{language}.txt")).to_contain_text(told)


def test_notices_that_are_ticked_are_compared_and_taken_away(page: Page, tmp_path: Path) -> None:
    for words in ("福州市", "聊城市"):
        row(page, words).get_by_role("checkbox").first.check()
    page.get_by_label("参照").select_option(label="福州市")
    page.get_by_role("button", name="比较", exact=True).click()
    made = page.locator("#comparison-rows li").first
    expect(made).to_contain_text("参照 福州市")
    with page.context.expect_page() as opened:
        made.get_by_role("button", name="查看").click()
    expect(opened.value.locator("td.differs").first).to_be_visible()
    with page.expect_download() as saved:
        made.get_by_role("button", name="工作簿").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    assert path.suffix == ".xlsx"
    assert {"Provisions", "Differences"} <= set(openpyxl.load_workbook(path).sheetnames)


def test_obligations_are_found_by_their_words_and_lead_to_the_source(page: Page) -> None:
    found = search(page, "差别电价")
    assert found
    assert all("差别电价" in quote for quote in found)
    with page.context.expect_page() as opened:
        page.locator("#duties .of a").first.click()
    expect(opened.value.locator(".card.active")).to_contain_text("差别电价")


def test_a_choice_narrows_what_is_found_and_is_taken_away_with_it(
    page: Page, tmp_path: Path
) -> None:
    page.get_by_role("tab", name="任务").click()
    with page.expect_response(lambda answer: "topic=energy" in answer.url):
        page.get_by_label("主题").select_option("energy")
    expect(page.locator("#duties .chips").first).to_contain_text("能耗节能")
    total = int(page.locator("#count-obligations").inner_text())
    with page.expect_download() as saved:
        page.locator("#obligations").get_by_role("button", name="工作簿").click()
    saved.value.save_as(tmp_path / "found.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "found.xlsx")["Obligations"]
    assert sheet.max_row == total + 1


def test_a_correction_is_kept_beside_what_the_machine_said(page: Page) -> None:
    search(page, "差别电价")
    card = page.locator("#duties li").first
    card.get_by_role("button", name="更正").click()
    card.get_by_label("主题").select_option("finance")
    card.get_by_label("责任单位").fill("市发展和改革委员会\n市财政局")
    card.get_by_label("理由").fill("见上级文件")
    card.get_by_role("button", name="保存").click()
    expect(card.locator(".chips")).to_contain_text("已更正")
    expect(card.locator("dl")).to_contain_text("市财政局")
    page.reload()
    assert search(page, "差别电价")
    expect(page.locator("#duties li").first.locator("dl")).to_contain_text("市财政局")


def test_what_is_no_obligation_is_set_aside_and_taken_back(page: Page) -> None:
    quote = search(page, "领导小组")[0]
    card = page.locator("#duties li").first
    for shown in (False, True):
        card.get_by_role("button", name="更正").click()
        card.get_by_label("不是任务").set_checked(not shown)
        with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            card.get_by_role("button", name="保存").click()
        with page.expect_response(lambda answer: "/v1/obligations?" in answer.url):
            page.get_by_label("只看已剔除的").set_checked(not shown)
        if not shown:
            expect(page.locator("#duties blockquote")).to_have_text([quote])
    assert quote in search(page, "领导小组")


def test_what_a_notice_says_never_becomes_part_of_the_page(page: Page) -> None:
    told = "<script>alert(1)</script>"
    words = f"关于巡查的通知\n一、任务\n各区要报送{told}总结，6月底前完成。"
    file = {"name": "<b>n</b>.txt", "mimeType": "text/plain", "buffer": words.encode()}
    page.set_input_files("#files", [file])
    expect(page.locator("#jobs li").filter(has_text="<b>n</b>")).to_contain_text("1 项任务")
    assert told in "".join(search(page, "alert"))
    assert page.locator("main script, main b b").count() == 0
    assert page.title() == "Taizhang 台账"


def test_what_went_wrong_is_told_until_something_else_is_begun(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(address)
    expect(row(page, "福州市")).to_be_visible()
    page.route("**/v1/notices", lambda route: route.abort())
    page.set_input_files("#files", CORPORA / "weihai-2021" / "notice.txt")
    expect(page.get_by_role("alert")).to_contain_text("服务没有回应")
    page.unroute("**/v1/notices")
    assert search(page, "差别电价")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_it_speaks_english_from_the_browser_and_remembers_the_choice(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("tab", name="Obligations")).to_be_visible()
    page.get_by_role("button", name="中文").click()
    page.reload()
    expect(page.get_by_role("tab", name="任务")).to_be_visible()
    context.close()


def test_it_fits_a_narrow_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 380, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    expect(row(page, "福州市")).to_be_visible()
    for name in ("任务", "比较", "通知"):
        page.get_by_role("tab", name=name).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 380
    context.close()


def test_tabs_turn_by_arrow_keys(page: Page) -> None:
    page.get_by_role("tab", name="通知").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="任务")).to_be_focused()
    expect(page.locator("#obligations")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#notices")).to_be_visible()


def test_from_elsewhere_a_key_opens_it(context: BrowserContext, tmp_path: Path) -> None:
    store = Store.open(ServiceSettings(data_dir=tmp_path))
    with store.begin() as connection:
        _, secret = create_key(connection, "team", "write", "a researcher")
    store.close()
    with served(tmp_path, "--host", "0.0.0.0") as service:  # noqa: S104 - refused without keys
        page = context.new_page()
        page.goto(service.url.replace("0.0.0.0", "127.0.0.1"))  # noqa: S104
        expect(page.get_by_label("访问密钥")).to_be_focused()
        page.get_by_label("访问密钥").fill("tz_guessed")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("密钥")
        page.get_by_label("访问密钥").fill(secret)
        page.keyboard.press("Enter")
        expect(page.locator("#no-notices")).to_be_visible()
        page.set_input_files("#files", CORPORA / "weihai-2021" / "notice.txt")
        expect(page.locator("#jobs li.succeeded")).to_contain_text("项任务")
        with page.expect_download() as saved:
            row(page, "威海市").get_by_role("button", name="原件").click()
        assert saved.value.suggested_filename == "notice.txt"
