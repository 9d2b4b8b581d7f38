"""The page in a real browser: it runs without a word in the console, is filtered by territory, and obeys the keyboard.

Needs Chromium, its driver and selenium; without them the tests are skipped, and say so.
"""

from __future__ import annotations

import pathlib
import shutil
from typing import Any, Dict, Iterator, List

import numpy as np
import pytest

from report_world import HOSTILE, World
from scvm.report import page, write_page

pytest_plugins = ["report_fixtures"]

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
BROWSER, DRIVER = (shutil.which(name, path="/usr/bin:/usr/local/bin") for name in ("chromium", "chromedriver"))
pytestmark = pytest.mark.skipif(BROWSER is None or DRIVER is None, reason="chromium or chromedriver is not installed")


class Browser:
    """Headless Chromium; what a page says in the console is kept."""

    def __init__(self, profile: pathlib.Path) -> None:
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = BROWSER
        switches = ("headless=new", "no-sandbox", "disable-dev-shm-usage", "disable-gpu", "hide-scrollbars")
        for switch in (*switches, f"user-data-dir={profile}", "window-size=1280,900"):
            options.add_argument(f"--{switch}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)

    def open(self, path: pathlib.Path, width: int = 1280) -> None:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.console()
        self.driver.get(path.as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, css: str) -> Any:
        return self.driver.find_element("css selector", css)

    def shown(self, css: str) -> List[Any]:
        return [each for each in self.driver.find_elements("css selector", css) if each.is_displayed()]

    def console(self) -> List[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def choose(self, text: str) -> None:
        from selenium.webdriver.support.ui import Select

        Select(self.find("#territory")).select_by_visible_text(text)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    held = Browser(tmp_path_factory.mktemp("profile"))
    yield held
    held.driver.quit()


@pytest.fixture(scope="module")
def report(world: World, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_page(world.table, path, before=world.before, territory=world.territory, rejected=world.base.rejected)
    return path


def of_territory(world: World, name: str) -> Any:
    return np.array([world.territory.get(id) == name for id in world.table.ids])


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_said_in_the_console_and_nothing_is_loaded(
    browser: Browser, world: World, tmp_path: pathlib.Path, language: str
) -> None:
    path = tmp_path / "report.html"
    write_page(world.table, path, before=world.before, territory=world.territory, language=language)
    browser.open(path)
    assert browser.console() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    assert browser.run("return document.documentElement.lang") == language
    assert browser.run("return getComputedStyle(document.querySelector('.tiles')).display") == "grid", "the style applies"


def test_the_charts_are_drawn_with_the_tables_numbers(browser: Browser, world: World, report: pathlib.Path) -> None:
    browser.open(report)
    for group in world.table.summary()["segments"][:5]:
        dots = browser.run(
            "return document.querySelectorAll(`#portfolio-chart [data-group=${arguments[0]}] :is(circle, rect)`).length",
            group["segment"],
        )
        assert dots == group["customers"]
    for css in ("#portfolio-chart", "#shares svg.bar", "#revenue svg.bar", "#territories svg.bar", "#value svg.wide"):
        sizes = [each.size for each in browser.shown(css)]
        assert sizes and all(size["width"] > 50 and size["height"] > 10 for size in sizes), css
    shares = {
        row.get_attribute("data-group"): float(row.find_element("css selector", "td[data-value]").get_attribute("data-value"))
        for row in browser.shown("#shares tbody tr")
    }
    assert shares == {each["segment"]: each["share"]["value"] for each in world.table.summary()["segments"][:5]}


def test_a_bar_is_as_long_as_its_share(browser: Browser, world: World, report: pathlib.Path) -> None:
    browser.open(report)
    lengths = [
        row.find_element("css selector", ".bar .edged").rect["width"] / row.find_element("css selector", ".bar").rect["width"]
        for row in browser.shown("#shares tbody tr")
    ]
    shares = [each["share"]["value"] for each in world.table.summary()["segments"][:5]]
    most = max(each["share"]["high"] for each in world.table.summary()["segments"][:5])
    assert np.allclose(lengths, np.array(shares) / most, atol=0.02)


def test_the_filter_filters_the_charts_and_the_numbers(browser: Browser, world: World, report: pathlib.Path) -> None:
    browser.open(report)
    segment = np.asarray(world.table["segment"], dtype=object)
    visible = (
        "return [...document.querySelectorAll(`#portfolio-chart [data-group=${arguments[0]}] :is(circle, rect)`)]"
        ".filter(d => d.getClientRects().length).length"
    )
    for name in ("South", "East", "Isles"):
        browser.choose(name)
        mine = of_territory(world, name)
        rows = {row.get_attribute("data-group"): row for row in browser.shown("#shares tbody tr")}
        assert len(rows) == 5
        for group, row in rows.items():
            n = int((mine & (segment == group)).sum())
            cells = [float(c.get_attribute("data-value")) for c in row.find_elements("css selector", "td[data-value]")]
            hidden = len(row.find_elements("css selector", "td[data-suppressed]"))
            assert (cells[1] if cells else None) == (None if hidden else n)
            assert browser.run(visible, group) == (0 if hidden else n), "dots could be counted"
            assert hidden or n == 0 or n >= 5
        assert {each.text for each in browser.shown("[data-scope-name]")} == {name}
        if name == "Isles":
            assert not browser.shown("#value svg") and "Fewer than 5" in browser.find("#filter-note").text
            continue
        value = np.asarray(world.table["lifetime_value"])[mine]
        (chart,) = browser.shown("#value svg.wide")
        assert int(chart.get_attribute("data-customers")) == (~np.isnan(value)).sum()
        assert f"{mine.sum():,} customers" in browser.find("#filter-note").text
    browser.choose("All customers")
    for group in set(segment) - {"unclassified"}:
        assert browser.run(visible, group) == (segment == group).sum()
    assert browser.console() == []


def test_the_keyboard_reaches_the_filter_and_works_it(browser: Browser, world: World, report: pathlib.Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(report)
    reached: List[str] = []
    for _ in range(6):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(browser.run("return document.activeElement.id || document.activeElement.className"))
        if reached[-1] == "territory":
            break
    assert reached[-1] == "territory" and reached[0] == "skip"
    outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus can be seen"
    browser.driver.switch_to.active_element.send_keys("South")
    assert browser.run("return document.getElementById('territory').selectedOptions[0].textContent") == "South"
    assert {each.text for each in browser.shown("[data-scope-name]")} == {"South"}


def test_the_folded_tables_open_by_keyboard(browser: Browser, report: pathlib.Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(report)
    summary = browser.shown("#value summary")[0]
    summary.send_keys(Keys.ENTER)
    assert browser.shown("#value table.bins")


@pytest.mark.parametrize("width", [320, 480, 1280])
def test_the_page_fits_its_frame(browser: Browser, report: pathlib.Path, width: int) -> None:
    browser.open(report, width)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    small = browser.run(
        "return [...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length)"
        ".map(t => t.getBoundingClientRect().height).filter(h => h < 8).length"
    )
    assert small == 0, "labels stay readable"


def test_it_is_a_dashlet_in_an_iframe(browser: Browser, world: World, report: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Sandboxed as a careful host does it: scripts may run, and nothing else is allowed."""
    host = tmp_path / "host.html"
    frame = f'<iframe id="f" sandbox="allow-scripts" src="{report.as_uri()}" width="320" height="500" title="report"></iframe>'
    host.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>host</title><link rel=icon href=data:,>{frame}", encoding="utf-8")
    browser.open(host)
    browser.driver.switch_to.frame("f")
    try:
        browser.choose("South")
        assert {each.text for each in browser.shown("[data-scope-name]")} == {"South"}
        assert browser.run("return document.documentElement.scrollWidth") <= 320
    finally:
        browser.driver.switch_to.default_content()
    assert browser.console() == []


def test_hostile_texts_stay_texts(browser: Browser, world: World, tmp_path: pathlib.Path) -> None:
    ids = list(world.table.ids)
    text = " ".join(HOSTILE[:-1])
    path = tmp_path / "report.html"
    path.write_text(
        page(
            world.table,
            title=text,
            territory={id: HOSTILE[i % len(HOSTILE)] + str(i % 2) for i, id in enumerate(ids)},
            names={id: text for id in ids},
        ),
        encoding="utf-8",
    )
    browser.open(path)
    assert browser.find("h1").get_attribute("textContent") == text
    assert browser.run("return document.title").startswith("<script>")
    assert browser.run("return [...document.scripts].length") == 1
    assert not browser.shown("#broken") and not browser.shown("img")
    assert browser.console() == []
    for option in browser.run("return [...document.querySelectorAll('#territory option')].map(o => o.value)"):
        browser.run("const t = document.getElementById('territory'); t.value = arguments[0];"
                    "t.dispatchEvent(new Event('change'))", option)  # fmt: skip
    assert browser.run("return document.title").startswith("<script>") and browser.console() == []


def test_it_prints_on_pages_with_everything_unfolded(browser: Browser, report: pathlib.Path, tmp_path: pathlib.Path) -> None:
    import base64

    browser.open(report)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return document.querySelectorAll('details:not([open])').length") == 0
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.run("return document.querySelectorAll('details[open]').length") == 0
    printed: Dict[str, str] = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    assert pdf.startswith(b"%PDF") and 2 <= pdf.count(b"/Type /Page\n") <= 14


def test_no_table_is_cut_off_on_paper(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report, 690)  # A4 less its margins, in CSS pixels
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        browser.run("dispatchEvent(new Event('beforeprint'))")
        assert browser.run("return document.documentElement.scrollWidth") <= 690
        assert browser.run("return getComputedStyle(document.getElementById('territory')).display") == "none"
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_picture_of_the_page_shows_colours_of_every_group(browser: Browser, report: pathlib.Path, tmp_path: pathlib.Path) -> None:
    import io

    from matplotlib.image import imread

    from scvm.portfolio_picture import COLOURS

    browser.open(report)
    picture = browser.find("#shares").screenshot_as_png
    (tmp_path / "shares.png").write_bytes(picture)
    pixels = np.round(255 * imread(io.BytesIO(picture))[..., :3]).astype(int).reshape(-1, 3)
    for name, colour in COLOURS.items():
        wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        assert (np.abs(pixels - wanted).max(axis=1) <= 2).sum() > 100, name
