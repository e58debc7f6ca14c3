"""What the manuals name is there: settings, commands, decisions, pages."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
GENERATED = {"lint.md", "markdown.md"}
"""Their examples have links that lead nowhere."""
MANUALS = [ROOT / "README.md", *(page for page in (ROOT / "docs").rglob("*.md") if page.name not in GENERATED)]


def test_every_setting_that_is_read_is_told():
    code = "".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))
    read = set(re.findall(r'(?:environ\[|environ\.get\(|env\.\w+\()"([A-Z0-9_]+)"', code))
    told = set(re.findall(r"`([A-Z0-9_]+)`", (ROOT / "docs/operations.md").read_text()))
    assert "VIVIER_DATA_DIR" in read
    assert read - told == set()


def test_every_command_that_is_told_is_there():
    told = {name for page in MANUALS for name in re.findall(r"manage\.py ([a-z_]+)", page.read_text())}
    assert "release_bank" in told
    assert told - get_commands().keys() == set()


def test_every_link_leads_to_a_page():
    links = [
        (page, link) for page in MANUALS for link in re.findall(r"\]\((?!https?:)([^)#\s]+)[^)]*\)", page.read_text())
    ]
    assert len(links) > 50
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_listed():
    decisions = ROOT / "docs/decisions"
    listed = re.findall(r"\]\((.*?\.md)\)", (decisions / "README.md").read_text())
    assert listed == sorted(path.name for path in decisions.glob("0*.md"))
