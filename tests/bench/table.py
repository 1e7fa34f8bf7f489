#!/usr/bin/env python3
"""Speed, size and memory of a build beside their targets: tests/bench/table.py [BINARY].

Peers run in the same run, in turn, since only then figures of a busy machine can be compared. What
drives the terminal lies in ../shared/terminal (or in MAILUO_SHARED) and is not part of this project;
without it only the rows that need no terminal are printed. The bare ratatui program of the targets is taken from
MAILUO_FLOOR (a command to which the file is added).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MAILUO_SHARED", ROOT.parent / "shared"))
sys.path.insert(0, str(SHARED / "terminal"))
try:
    from ttybench import Session, Work, bench_once, cpu_ns
except ImportError:
    bench_once = None

BINARY = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/mailuo").resolve()
RUNS = int(os.environ.get("RUNS", "9"))
ARTICLE = SHARED / "eval/articles/llama.txt"
rows = []


def row(what, measured, target, is_met):
    """Keeps and prints a row of the table."""
    mark = "" if is_met is None else " yes " if is_met else " NO  "
    rows.append((what, measured, target, mark))
    print(f"| {what} | {measured} | {target} |{mark}|", flush=True)


def article():
    """The article of the targets, or one of the samples without it."""
    return ARTICLE if ARTICLE.exists() else ROOT / "assets/samples/zh.txt"


def texts(folder):
    """Texts of 1, 10 and 100 MB with many lines, and of 1 and 10 MB on one."""
    one = article().read_text(encoding="utf-8").rstrip("\n") + "\n"
    found = {}
    for name, size in (("1 MB", 1 << 20), ("10 MB", 10 << 20), ("100 MB", 100 << 20)):
        count = size // len(one.encode())
        hit = count * 9 // 10
        text = one * hit + "罕见词查找 HIT7731\n" + one * (count - hit) + "全文完END7731\n"
        path = Path(folder) / f"{name.replace(' ', '')}.txt"
        path.write_text(text, encoding="utf-8")
        found[name] = path
        if size < 100 << 20:
            path = Path(folder) / f"{name.replace(' ', '')}-line.txt"
            path.write_text(text.rstrip("\n").replace("\n", " ") + "\n", encoding="utf-8")
            found[name + ", one line"] = path
    return found


def work(**changes):
    """What a program is to do: nothing but to show its first frame, unless said."""
    plan = dict(wait="LLaMA", scroll_key="j", scroll_n=0, page_key=None, page_n=0,
                jump_key=None, jump_text=None, home_key=None, search=None, search_text=None,
                prepare="", quit="q", timeout=60, burst_n=0)
    return Work(**{**plan, **changes})


def programs():
    found = {"mailuo": [str(BINARY)], "less": ["less"]}
    if os.environ.get("MAILUO_FLOOR"):
        found["ratatui"] = os.environ["MAILUO_FLOOR"].split()
    return found


def medians(path, measure, runs=RUNS, **plan):
    """The median of a measure for each program, run in turn."""
    values = {}
    for _ in range(runs):
        for name, argv in programs().items():
            result = bench_once(argv + [str(path)], work(**plan))
            if result.get(measure) is not None:
                values.setdefault(name, []).append(result[measure])
    return {name: statistics.median(them) for name, them in values.items()}


def listed(values):
    return ", ".join(f"{name} {value:.1f}" for name, value in values.items())


def first_frames(found):
    at = medians(article(), "first_frame_ms", 2 * RUNS)
    row("first frame, article, ms", listed(at), "≤ 1.5 × less", at["mailuo"] <= 1.5 * at["less"])
    if "ratatui" in at:
        row("", f"{at['mailuo'] / at['ratatui']:.2f} × ratatui", "≤ 1.3", at["mailuo"] <= 1.3 * at["ratatui"])
    for name, path in found.items():
        at = medians(path, "first_frame_ms", 3)
        if "line" in name:
            row(f"first frame, {name}, ms", listed(at), "", None)
        else:
            row(f"first frame, {name}, ms", listed(at), "≤ 2 × less", at["mailuo"] <= 2 * at["less"])


def lists():
    """Times from the start to the lists, in a new home and in one that knows the article."""
    cold, warm = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as home:
            for times in (cold, warm):
                plan = work(wait="Meta公司")
                result = bench_once([str(BINARY), str(article())], plan, home=home)
                times.append(result["first_frame_ms"])
    for name, times, most in (("cold", cold, 120), ("warm", warm, 20)):
        value = statistics.median(t for t in times if t is not None)
        row(f"lists, article, {name}, ms", f"{value:.1f}", f"≤ {most}", value <= most)


def keys_while_analyzing(path):
    plan = work(scroll_n=200, timeout=60)
    taps = [tap for _ in range(2) for tap in bench_once([str(BINARY), str(path)], plan)["scroll_taps"]]
    late = sorted(it.last_ms for it in taps if it.last_ms is not None)
    if late:
        p99 = late[min(len(late) - 1, len(late) * 99 // 100)]
        row("key to frame while 10 MB are analyzed, p99, ms", f"{p99:.1f}", "≤ 16", p99 <= 16)


def jumps(found):
    """To the end and to a hit, with the text read, and at 100 MB also as soon as the head is shown."""
    for name, quiet, most in (("1 MB", 0.5, (5, 5)), ("100 MB", 2.0, (10, 50)), ("100 MB", 0.05, (None, None))):
        when = "" if most[0] else ", still being read"
        plan = dict(jump_key="G", jump_text="END7731", home_key="gg", search="/罕见词查找\n",
                    search_text="HIT7731", quiet=quiet)
        results = [bench_once([str(BINARY), str(found[name])], work(**plan)) for _ in range(3)]
        for what, measure, limit in (("end", "jump_ms", most[0]), ("search", "search_ms", most[1])):
            values = [it[measure] for it in results if it.get(measure) is not None]
            value = statistics.median(values) if values else float("inf")
            target, is_met = (f"≤ {limit}", value <= limit) if limit else ("", None)
            row(f"{what}, {name}{when}, ms", f"{value:.1f}", target, is_met)


def scrolling(found):
    """What a scrolled line writes, and how long a hundred keys at once take."""
    written = {}
    for name, argv in programs().items():
        taps = bench_once(argv + [str(article())], work(scroll_n=20))["scroll_taps"]
        written[name] = statistics.median(it.output_bytes for it in taps)
    is_met = written["mailuo"] <= written["ratatui"] if "ratatui" in written else None
    row("bytes of a scrolled line", listed(written), "≤ ratatui", is_met)
    # When the lists are there: their frame would else count as that of the keys.
    burst = medians(found["1 MB"], "burst_ms", 5, burst_n=100, quiet=1.0)
    row("100 keys at once, 1 MB, ms", listed(burst), "≤ less", burst["mailuo"] <= burst["less"])


def idle():
    """What three seconds cost in which nothing happens."""
    with Session([str(BINARY), str(article())], (120, 40)) as tty:
        tty.wait_text("Meta公司", 10)
        tty.settle(1.0, 10)
        written, used = tty.output_bytes, cpu_ns(tty.pid)
        tty.settle(3.0, 3.0)
        written, used = tty.output_bytes - written, (cpu_ns(tty.pid) - used) / 1e6
        tty.finish(b"q", timeout=5)
    row("idle for 3 s", f"{written} bytes, {used:.1f} ms", "0, 0", written == 0 and used < 0.1)


def memory(found):
    for name, path, most in (("article", article(), 45.0), ("10 MB", found["10 MB"], 40.0), ("100 MB", found["100 MB"], 250.0)):
        with tempfile.TemporaryDirectory() as home:
            tool = ["/usr/bin/time", "-f", "%M", str(BINARY), "--print", str(path)]
            env = {**os.environ, "HOME": home}
            done = subprocess.run(tool, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL)
        value = int(done.stderr.split()[-1]) / 1024
        row(f"memory with the analysis, {name}, MB", f"{value:.0f}", f"≤ {most:.0f}", value <= most)


def stream(folder):
    """The rate of a stream on one core and on all."""
    lines = Path(folder) / "stream.jsonl"
    text = article().read_text(encoding="utf-8")
    with lines.open("w", encoding="utf-8") as out:
        for number in range(300):
            out.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    def seconds(threads):
        env = {**os.environ, "RAYON_NUM_THREADS": str(threads)}
        start = time.perf_counter()
        command = [str(BINARY), "extract", "--from", "jsonl", "--format", "jsonl", str(lines)]
        subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start
    gains = [seconds(1) / seconds(2) for _ in range(3)]
    value = statistics.median(gains)
    row("stream on two cores", f"{value:.2f} × one", "≥ 1.8", value >= 1.8)


def main():
    print("| what | measured | target | met |\n|---|---|---|---|")
    size = BINARY.stat().st_size / 1e6
    row("binary, MB", f"{size:.1f}", "≤ 20", size <= 20)
    with tempfile.TemporaryDirectory() as folder:
        stream(folder)
        found = texts(folder)
        memory(found)
        if bench_once is None or article() != ARTICLE:
            print("no ../shared/: the rows of the screen are left out")
            return
        first_frames(found)
        lists()
        keys_while_analyzing(found["10 MB"])
        scrolling(found)
        idle()
        jumps(found)


if __name__ == "__main__":
    main()
