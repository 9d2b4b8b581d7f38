"""What the drivers of real systems have in common: a protocol of steps, and a browser that looks at what people see."""

import concurrent.futures
import contextlib
import json
import os
import statistics
import time


class Wrong(Exception):
    """What a step found wrong."""


def needs(condition, said):
    if not condition:
        raise Wrong(said)


class Protocol:
    """Steps, each told as a line as soon as it is done."""

    def __init__(self):
        self.failed = self.number = 0

    def step(self, sentence, action, *arguments):
        """Runs a step; what it returns, or None where it failed."""
        self.number += 1
        start, fault, result = time.monotonic(), "", None
        try:
            result = action(*arguments)
        except Exception as e:  # noqa: BLE001  # a protocol tells of every fault
            fault = str(e) if isinstance(e, Wrong) else f"{type(e).__name__}: {e}".partition("Stacktrace")[0]
            self.failed += 1
        seconds = time.monotonic() - start
        note = f" ({result})" if isinstance(result, str) and not fault else ""
        print(f"{self.number:3d}  {'FAIL' if fault else 'pass'}  {seconds:6.2f} s  {sentence}{note}", flush=True)
        for line in fault.splitlines()[:12]:
            print(f"                      {line[:400]}", flush=True)
        return result


def storm(save):
    """50 saves, `save(i)` each, eight at a time: how fast they were."""

    def timed(i):
        start = time.monotonic()
        save(i)
        return time.monotonic() - start

    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        took = sorted(pool.map(timed, range(50)))
    return f"{50 / (time.monotonic() - start):.0f} saves a second, median {1000 * took[25]:.0f} ms"


#: PHP: `$takes(what)` is [milliseconds by the clock, milliseconds of this process's processor] of a call.
PHP_TAKES = """
$takes = function (callable $what): array {
    $busy = function () {
        $u = getrusage();
        return 1000 * ($u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec']) + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) / 1000;
    };
    $before = $busy();
    $start = microtime(true);
    $what();
    return [1000 * (microtime(true) - $start), $busy() - $before];
};
"""


def added(pairs, most, at_once=1):
    """What a hook adds to a save, in words; Wrong where that is `most` milliseconds or more.

    `pairs`: a save with the hook and the next one without, each as [milliseconds by the clock, milliseconds of the saving process's processor];
    `at_once`: how many processes saved at the same time. Where more processes want to run than there are cores, each save waits for the others, with
    the hook or without: then the clock is told, and the processor's time alone is judged. The database's own processor time is only in the clock's.
    """
    clock, processor = (statistics.median(scored[i] - without[i] for scored, without in pairs) for i in (0, 1))
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    quiet = max(load, at_once) < cores
    said = (
        f"{processor:.1f} ms of the processor and {clock:.1f} ms by the clock on top of a save of {statistics.median(without[0] for _, without in pairs):.1f} ms: "
        f"medians of {len(pairs)} pairs, {at_once} at once, load {load:.1f} on {cores} cores, so {'both are' if quiet else 'the processor is'} judged"
    )
    needs(processor < most and (clock < most or not quiet), said)
    return said


def added_at_once(measure, most, at_once=8):
    """`added` where several processes save at once: `measure(i)` gives the pairs of the i-th."""
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        return added([pair for pairs in pool.map(measure, range(at_once)) for pair in pairs], most, at_once)


@contextlib.contextmanager
def window():
    """A browser without a screen."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1500,1300", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options)
    try:
        driver.set_page_load_timeout(120)
        driver.implicitly_wait(20)
        yield driver
    finally:
        driver.quit()


_CONTRASTS = """
const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1]; };
const light = c => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                     return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0.5) return c; } return [255, 255, 255, 1]; };
return [...arguments[0].querySelectorAll('th, td, caption, p, li')].filter(e => e.textContent.trim()).map(e => {
    const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
    return [e.textContent.trim().slice(0, 30), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
});
"""


def hard_to_read(driver, box):
    """The lowest contrast of the texts in an element, and which are below what people can read (WCAG: 4.5)."""
    contrasts = driver.execute_script(_CONTRASTS, box)
    needs(contrasts, "there is no text")
    low = [f"{text!r} {ratio:.1f}" for text, ratio in contrasts if ratio < 4.5]
    return min(ratio for _, ratio in contrasts), ", ".join(low[:6])


def without_comments(text):
    from scvm.command.mapping import without_comments as plain

    return json.loads(plain(text))
