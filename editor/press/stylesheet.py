"""The style sheet of the printed review: everything inside the page, nothing fetched.

Light on paper, whatever the screen shows; on a screen light or dark as the system is.
"""

from __future__ import annotations

from editor.press import palette
from editor.press.palette import Hue, Stroke, Theme

_NAMED: dict[str, Hue] = {
    "page": palette.PAGE,
    "panel": palette.PANEL,
    "card": palette.CARD,
    "edge": palette.CARD_EDGE,
    "rule": palette.RULE,
    "text": palette.TEXT,
    "quiet": palette.QUIET,
    "accent": palette.ACCENT,
    "chosen": palette.CHOSEN,
    "added": palette.ADDED,
    "nobody": palette.NOBODY,
    **{f"family-{family.value}": ink.hue for family, ink in palette.INKS.items()},
    **{f"tense-{tense.value}": hue for tense, hue in palette.TENSES.items()},
    **{f"person-{person.value}": hue for person, hue in palette.PERSONS.items()},
    **{f"head-{at}": hue for at, hue in enumerate(palette.HEADS)},
}

_LINES: dict[Stroke, str] = {
    Stroke.DASHED: "underline dashed 1.5px",
    Stroke.WAVY: "underline wavy 1.5px",
    Stroke.DOTTED: "underline dotted 2px",
    Stroke.DOUBLE: "underline double 1.5px",
    Stroke.FINE: "underline solid 1px",
    Stroke.NONE: "none",
}

_SERIF = '"Charis SIL", Charis, "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif'
_SANS = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'

_BODY = f"""
*{{box-sizing:border-box}}
html{{background:var(--panel);color:var(--text);font:14px/1.5 {_SANS};-webkit-text-size-adjust:100%}}
body{{margin:0}}
main{{max-width:1024px;margin:0 auto;padding:40px 32px 64px}}
h1{{font:600 28px/1.25 {_SERIF};margin:0 0 4px;overflow-wrap:anywhere}}
h2{{font-size:17px;font-weight:600;margin:40px 0 12px}}
h3{{font-size:14px;font-weight:600;margin:0}}
p{{margin:0 0 8px}}
a{{color:var(--accent);text-decoration:none}}
.quiet{{color:var(--quiet)}}
.serif{{font-family:{_SERIF}}}
.chips{{display:flex;flex-wrap:wrap;gap:8px;margin:16px 0 0;padding:0;list-style:none}}
.chips li{{background:var(--card);border:1px solid var(--edge);border-radius:16px;padding:3px 12px}}
.sheet{{background:var(--page);border:1px solid var(--rule);border-radius:8px;padding:20px 24px;overflow-x:auto}}
table{{border-collapse:collapse;width:100%}}
th{{text-align:left;font-weight:600;color:var(--quiet);font-size:12px}}
th,td{{padding:6px 16px 6px 0;vertical-align:top}}
tr+tr>*{{border-top:1px solid var(--rule)}}
td.number,th.number{{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}}
.timeline{{display:block;width:100%;min-width:640px;height:auto;margin-bottom:8px}}
.timeline text{{font:11.5px {_SANS};fill:var(--text)}}
.timeline .band-name,.timeline .scene{{fill:var(--quiet)}}
.timeline .nobody{{fill:var(--nobody)}}
.timeline .declared,.timeline .meant{{fill:var(--text)}}
.timeline .break{{stroke:var(--text);stroke-width:1;stroke-dasharray:3 3}}
.timeline .pin{{stroke:var(--page);stroke-width:1.5}}
.rule{{margin:24px 0 10px}}
.rule .name{{font-weight:600}}
.flag{{background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:12px 16px;margin:0 0 8px;
break-inside:avoid}}
.flag .place{{float:right;color:var(--quiet);font-size:12px;margin-left:16px}}
.flag .words{{font:16px/1.5 {_SERIF};color:var(--quiet);margin:0 0 6px;overflow-wrap:anywhere}}
.flag .words b{{color:var(--text);text-decoration-skip-ink:none;text-underline-offset:3px}}
.flag .evidence{{color:var(--quiet);font-size:13px;margin:0}}
.flag .fix{{margin:6px 0 0;overflow-wrap:anywhere}}
.fix .title{{display:inline-block;background:var(--chosen);border-radius:6px;padding:2px 10px;margin-right:8px}}
.fix .after{{font-family:{_SERIF};color:var(--quiet)}}
.fix .after b{{color:var(--text);background:var(--added);font-weight:400;border-radius:2px}}
.why{{color:var(--quiet);font-size:13px;margin:2px 0 8px;max-width:80ch}}
.example{{font:15px/1.5 {_SERIF};margin:0 0 2px;overflow-wrap:anywhere}}
.example span{{display:inline-block;width:56px;font:12px {_SANS};color:var(--quiet)}}
.hard{{margin:0 0 12px;break-inside:avoid;overflow-wrap:anywhere}}
.notice{{border-left:3px solid var(--accent);padding:4px 12px;margin:16px 0 0}}
footer{{margin-top:48px;color:var(--quiet);font-size:12px}}
@media (max-width:640px){{main{{padding:24px 16px}}}}
@media print{{
html{{background:#fff;font-size:10pt}}
main{{max-width:none;padding:0}}
h1,h2,h3,.rule{{break-after:avoid}}
.sheet,.flag{{background:#fff}}
.timeline{{min-width:0}}
.timeline *,.fix .title,.fix .after b{{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
tr,.flag{{break-inside:avoid}}
@page{{margin:18mm}}
}}
"""


def _variables(theme: Theme) -> str:
    return "".join(f"--{name}:{hue.on(theme)};" for name, hue in _NAMED.items())


def _classes() -> str:
    out = []
    for family, ink in palette.INKS.items():
        colour = f"var(--family-{family.value})"
        out.append(f"b.{family.value}{{text-decoration:{_LINES[ink.stroke]} {colour}}}")
        out.append(f".ink-{family.value}{{color:{colour};font-weight:600}}")
        out.append(f".timeline .pin.{family.value}{{fill:{colour}}}")
    bands = [name for name in _NAMED if name.startswith(("tense-", "person-", "head-"))]
    out += [f".timeline .{name}{{fill:var(--{name})}}" for name in bands]
    return "\n".join(out)


def stylesheet() -> str:
    """The whole sheet, to be put between ``<style>`` and ``</style>``."""
    light, dark = _variables(Theme.LIGHT), _variables(Theme.DARK)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"{_BODY}{_classes()}"
    )
