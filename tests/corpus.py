"""2,000 real conference papers in `corpus.jsonl.xz`: one a line, its name and the fields of its entry, no abstracts.

They were taken evenly over years and venues from the metadata of the ACL Anthology as of August 2020.
"""

import json
import lzma
from pathlib import Path

import yaml

CORPUS = Path(__file__).with_name("corpus.jsonl.xz")


def write_corpus(content: Path, every: int = 1) -> int:
    """Write the entries into a content folder, all or one of so many; say how many they are."""
    folder = content / "publications"
    folder.mkdir(parents=True)
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines][::every]
    for paper in papers:
        name = paper.pop("name")
        fields = yaml.dump(paper, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.md").write_text(f"---\n{fields}---\n", encoding="utf-8")
    return len(papers)
