"""The page in a real browser: it runs without a word in the console, is filtered by territory, and obeys the keyboard.

Needs Chromium, its driver and selenium; without them the tests are skipped, and say so.
"""

from __future__ import annotations

import os
import pathlib
import shutil
from typing import Any, Dict, Iterator, List

import numpy as np
import pytest

from made_by_command import EARLIER, Made
from report_world import HOSTILE, Community, World
from test_command_page import WITHOUT_DATA
from scvm.report import page, write_page

pytest_plugins = ["report_fixtures"]

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
BROWSER, DRIVER = (shutil.which(name, path="/usr/bin:/usr/local/bin") for name in ("chromium", "chromedriver"))
_ROOT = pathlib.Path(__file__).resolve().parents[3]
AXE = pathlib.Path(os.environ.get("SCVM_AXE", _ROOT / "build" / "dev" / "axe" / "node_modules" / "axe-core" / "axe.min.js"))
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

    def violations(self) -> List[Any]:
        """What axe-core finds against WCAG 2.2, A and AA, and its own best practice: the rule, and the elements."""
        # By the debugger: the page's own policy lets no foreign script in.
        self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.driver.execute_async_script(
            "const [tags, done] = arguments; axe.run(document, {runOnly: tags}).then(done, e => done({error: String(e)}))", tags
        )
        assert len(found["passes"]) > 30, found
        return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]

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


@pytest.fixture(scope="module", params=["en", "de"])
def by_command(request: Any, made: Made) -> pathlib.Path:
    """The page that `scvm report` makes of an export, in each language."""
    return made.page("csv", "--compare-with", EARLIER, "--language", request.param)


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
    for name in ("United Kingdom", "Austria", "Isles"):
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
    browser.driver.switch_to.active_element.send_keys("Austria")
    assert browser.run("return document.getElementById('territory').selectedOptions[0].textContent") == "Austria"
    assert {each.text for each in browser.shown("[data-scope-name]")} == {"Austria"}


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
        browser.choose("Austria")
        assert {each.text for each in browser.shown("[data-scope-name]")} == {"Austria"}
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

    from scvm.plots import COLOURS

    browser.open(report)
    picture = browser.find("#shares").screenshot_as_png
    (tmp_path / "shares.png").write_bytes(picture)
    pixels = np.round(255 * imread(io.BytesIO(picture))[..., :3]).astype(int).reshape(-1, 3)
    for name, colour in COLOURS.items():
        wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        assert (np.abs(pixels - wanted).max(axis=1) <= 2).sum() > 100, name


def test_the_commands_page_draws_every_section_without_a_word(browser: Browser, community: Community, by_command: pathlib.Path) -> None:
    browser.open(by_command)
    assert browser.console() == []
    lacking = browser.run("return [...document.querySelectorAll('section')].filter(s => s.querySelector('p.absent')).map(s => s.id)")
    assert lacking == ["without"]
    folded = browser.run("return [...document.querySelectorAll('dl.why > div')].map(d => d.id)")
    assert folded == WITHOUT_DATA, "no other section lacks data"
    for css in ("#portfolio-chart", "#network-chart", "#value svg.wide", "#value svg.square"):
        (chart,) = browser.shown(css)
        assert chart.size["width"] > 150 and chart.size["height"] > 80
    for section in ("shares", "revenue", "territories", "participation", "equity", "quality"):
        assert len(browser.shown(f"#{section} svg.bar")) >= 2, section  # classes of too few members are one
    assert browser.shown("#treatments table") and browser.shown("#migration p[data-moved]")
    dots = browser.run("return document.querySelectorAll('#portfolio-chart .dots > *').length")
    assert dots == community.table.summary()["classified"]
    assert len(browser.run("return [...document.querySelectorAll('#territory option')].map(o => o.value)")) == 5


@pytest.mark.skipif(not AXE.exists(), reason=f"axe-core is not there: {AXE}")
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_has_no_fault_of_accessibility(browser: Browser, by_command: pathlib.Path, width: int) -> None:
    browser.open(by_command, width)
    assert browser.violations() == []
    browser.choose("Austria")
    browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert browser.violations() == []


def test_no_table_is_wider_than_its_box_on_a_usual_screen(browser: Browser, by_command: pathlib.Path) -> None:
    browser.open(by_command, 1280)
    browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    wide = browser.run(
        "return [...document.querySelectorAll('table')].filter(t => t.scrollWidth > t.parentElement.clientWidth + 1 && t.getClientRects().length)"
        ".map(t => t.className)"
    )
    assert wide == [] and len(browser.shown("table")) > 20
    assert browser.shown("table.channels td .small"), "the widest one is there"


def test_every_table_that_is_cut_scrolls_by_keyboard_and_every_folded_one_opens(browser: Browser, by_command: pathlib.Path) -> None:
    """From the top of the page with the tabulator alone, as on a narrow screen."""
    from selenium.webdriver.common.keys import Keys

    browser.open(by_command, 480)
    folded = len(browser.shown("details:not([open])"))
    assert folded >= 4
    scrolled, reached = 0, set()
    for _ in range(120):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        here = browser.driver.switch_to.active_element
        kind = here.tag_name
        if kind == "body":
            break
        reached.add(kind)
        if kind == "summary":
            here.send_keys(Keys.SPACE)
        elif kind == "div" and browser.run("return arguments[0].scrollWidth > arguments[0].clientWidth + 4", here):
            browser.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "End", "code": "ArrowRight",
                                                                      "windowsVirtualKeyCode": 39, "nativeVirtualKeyCode": 39})  # fmt: skip
            browser.run("return new Promise(done => setTimeout(done, 60))")
            scrolled += browser.run("return arguments[0].scrollLeft > 0", here)
    assert reached == {"a", "select", "div", "summary"}
    assert not browser.shown("details:not([open])") and scrolled >= 4
    assert browser.console() == []


def test_no_chart_and_no_heading_is_torn_on_paper(browser: Browser, by_command: pathlib.Path) -> None:
    browser.open(by_command, 690)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        torn = browser.run(
            "return [...document.querySelectorAll('svg.plane, svg.wide, svg.square, tr, .tile, .lead')]"
            ".filter(e => e.getClientRects().length && getComputedStyle(e).breakInside === 'auto').length"
        )
        assert torn == 0
        assert browser.run("return [...document.querySelectorAll('h2, h3')].every(e => getComputedStyle(e).breakAfter === 'avoid')")
        assert browser.run("return document.documentElement.scrollWidth") <= 690
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
