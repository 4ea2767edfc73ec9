"""A new kind of entry costs a record, a row, a field of publications, a template and its labels, and nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

RECORD = '''

@dataclass(frozen=True)
class Equipment(SparseRecord):
    """A telescope, a ship, a microscope that results were made with."""

    key: str
    name: str
    other_names: tuple[str, ...] = ()
    maker: str = ""
    url: str = ""
    same_as: tuple[str, ...] = ()
    language: str = ""
    body: str = ""
    descriptions: LocalText = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    retired: Retirement | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.name, *self.other_names)


EQUIPMENT_FIELDS = {
    "name": Field(f.text, "The name."),
    "other_names": OTHER_NAMES,
    "maker": Field(f.text, "Who made it."),
    "url": URL,
    "same_as": same_as("equipment"),
    "language": LANGUAGE,
    "description": Field(f.markdown, "The description, in entries that are all YAML."),
    "descriptions": Field(f.local_markdown, "The description in other languages."),
    **COMMON_FIELDS,
}
read_equipment = reader(Equipment, EQUIPMENT_FIELDS, "name", "description")
'''
ROW = """
EQUIPMENT = Kind(
    key="equipment",
    record=authority.Equipment,
    fields=authority.EQUIPMENT_FIELDS,
    read=authority.read_equipment,
    about="What results were made with. Only a name is required.",
    label=N_("Instrument"),
    plural=N_("Equipment"),
    counted=NN_("%(shown)s instrument", "%(shown)s instruments"),
    page="instrument",
    naming=Naming("name", lambda instrument, _: instrument.name),
    ids_in="equipment",
    feed=True,
    searched=True,
    schema_org="Product",
    relates=1,
    relates_by=N_("Same instrument"),
)
"""
TEMPLATE = """{% extends "thing.html" %}
{% block facts %}
{% if thing.maker %}
<div><dt>{{ _("Publisher") }}</dt><dd>{{ thing.maker }}</dd></div>
{% endif %}
{% endblock %}
"""
LABELS = """
msgid "Instrument"
msgstr "Instrument"

msgid "Equipment"
msgstr "Udstyr"

msgid "%(shown)s instrument"
msgid_plural "%(shown)s instruments"
msgstr[0] "%(shown)s instrument"
msgstr[1] "%(shown)s instrumenter"
"""
_PROJECTS = "    projects: tuple[str, ...] = ()\n"
_EQUIPMENT = "    equipment: tuple[str, ...] = ()\n"
_FIELD = '    "equipment": Field(f.list_of(f.entry_id), "Ids of equipment."),\n'
ADDED: dict[str, list[tuple[str, str]]] = {
    "kartotek/model/authority.py": [("", RECORD)],
    "kartotek/model/kinds.py": [
        ("\n_TABLE: ", f"{ROW}\n_TABLE: "),
        ("PROJECTS, PAGES)", "PROJECTS, EQUIPMENT, PAGES)"),
    ],
    "kartotek/model/publication.py": [(_PROJECTS, _PROJECTS + _EQUIPMENT)],
    "kartotek/model/publication_fields.py": [('    "related": Field(', f'{_FIELD}    "related": Field(')],
    "kartotek/locale/da.po": [("", LABELS)],
    "templates/instrument.html": [("", TEMPLATE)],
}
"""By file: what is put in the place of what; "" stands for the end."""

WORK = """---
type: article-journal
title: A New Star
authors: [Sophia Brahe]
issued: 1573
equipment: [%s]
---
"""
INSTRUMENT = """---
name: Great Sextant
other_names: [Sextans magnus]
maker: Hans Crol
same_as: [https://museum.example/sextant]
descriptions: {da: Et instrument af træ.}
---
An instrument made of wood.
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of Kartotek with one kind more."""
    home = tmp_path_factory.mktemp("kartotek")
    for folder in ("kartotek", "templates"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, changes in ADDED.items():
        path = home / name
        text = path.read_text("utf-8") if path.exists() else ""
        for old, new in changes:
            assert text.count(old) == 1 or not old, f"{name}: {old}"
            text = text.replace(old, new) if old else text + new
        path.write_text(text, "utf-8")
    return home


def run(package: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kartotek", *arguments, "--site", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=package, check=False)


def write(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def dist(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal in two languages with an instrument, built by that copy."""
    site = tmp_path_factory.mktemp("site")
    write(
        site,
        {
            "site.yaml": "title: Sky\nlanguages: [en, da]\noutput: full\nbase_url: https://sky.example/\n",
            "content/publications/star.md": WORK % "great-sextant",
            "content/publications/comet.md": (WORK % "great-sextant").replace("A New Star", "A Comet"),
            "content/equipment/great-sextant.md": INSTRUMENT,
        },
    )
    done = run(package, site, "build", "--out", str(site / "dist"))
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "dist"


def test_it_takes_six_files_at_the_most() -> None:
    assert len(ADDED) <= 6


def test_entries_are_checked(package: Path, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "site.yaml": "title: Sky\n",
            "content/publications/star.md": WORK % "grate-sextant",
            "content/equipment/great-sextant.md": INSTRUMENT.replace("maker:", "makr:"),
        },
    )
    done = run(package, tmp_path, "check")
    assert done.returncode == 1
    assert "there is no content/equipment/grate-sextant.md" in done.stdout + done.stderr
    assert "did you mean 'great-sextant'?" in done.stdout + done.stderr
    assert "did you mean 'maker'?" in done.stdout + done.stderr


def test_it_has_an_index_and_pages_in_both_languages(dist: Path) -> None:
    index, page = (dist / "equipment/index.html").read_text(), (dist / "equipment/great-sextant/index.html").read_text()
    assert "1 instrument" in index
    assert 'href="../equipment/great-sextant/"' in index
    assert "<h1>Great Sextant</h1>" in page
    assert "Hans Crol" in page
    assert "An instrument made of wood." in page
    assert "A New Star" in page
    danish = (dist / "da/equipment/great-sextant/index.html").read_text()
    assert "Et instrument af træ." in danish
    assert "Udstyr" in danish


def test_navigation_and_home_lead_to_it(dist: Path) -> None:
    home = (dist / "da/index.html").read_text()
    assert home.count('equipment/"') == 2
    assert "Udstyr" in home


def test_the_publication_names_it(dist: Path) -> None:
    page = (dist / "publications/star/index.html").read_text()
    assert "<h2>Equipment</h2>" in page
    assert 'href="../../equipment/great-sextant/"' in page


def test_it_relates_publications(dist: Path) -> None:
    page = (dist / "publications/star/index.html").read_text()
    assert "Same instrument" in page


def test_its_works_are_exported(dist: Path) -> None:
    beside = dist / "equipment/great-sextant"
    assert "A New Star" in (beside / "great-sextant.bib").read_text()
    assert "A New Star" in (beside / "great-sextant.atom").read_text()
    assert "great-sextant.ris" in (beside / "index.html").read_text()


def test_json_ld_says_what_it_is(dist: Path) -> None:
    page = (dist / "equipment/great-sextant/index.html").read_text()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    about = json.loads(found[1])["about"]
    assert about["@type"] == "Product"
    assert about["name"] == "Great Sextant"
    assert about["alternateName"] == ["Sextans magnus"]
    assert about["sameAs"] == ["https://museum.example/sextant"]


def test_the_search_finds_it(dist: Path) -> None:
    labels = (dist / "search/index.html").read_text()
    assert '"equipment": "Instrument"' in labels.replace("&#34;", '"')
    rows = json.loads((dist / "search/names.json").read_text())["rows"]
    assert ["equipment", "great-sextant", "Great Sextant", 2, "", ["Sextans magnus"]] in rows
    assert len(list((dist / "pagefind/fragment").iterdir())) == 2  # of the works


def test_the_sitemap_has_it(dist: Path) -> None:
    assert "<loc>https://sky.example/equipment/great-sextant/</loc>" in (dist / "sitemap.xml").read_text()


def test_a_mistake_in_its_name_can_be_reported(package: Path, tmp_path: Path) -> None:
    entry = tmp_path / "content/equipment/great-sextant.md"
    write(tmp_path, {"site.yaml": "title: Sky\n", "content/equipment/great-sextant.md": INSTRUMENT})

    def correct(to: str) -> subprocess.CompletedProcess[str]:
        changes = [{"field": "name", "from": "Great Sextant", "to": to}]
        block = json.dumps({"kartotek": 1, "entry": "equipment/great-sextant", "changes": changes})
        (tmp_path / "report.txt").write_text(f"```json\n{block}\n```\n", "utf-8")
        return run(package, tmp_path, "correct", str(tmp_path / "report.txt"))

    emptied = correct("")
    assert "name cannot be empty" in emptied.stdout + emptied.stderr
    assert entry.read_text("utf-8") == INSTRUMENT
    done = correct("Large Sextant")
    assert done.returncode == 0, done.stdout + done.stderr
    assert entry.read_text("utf-8") == INSTRUMENT.replace("Great Sextant", "Large Sextant")
