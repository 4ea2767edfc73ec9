"""What is known of the files of a portal: kept in columns, it is what a dictionary of them would say."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from kartotek.output.outputs import Output, Outputs
from kartotek.text.digests import of_bytes

PATHS = st.sampled_from(["index.html", "da/index.html", "people/åse/index.html", "pagefind/x.js", "pagefind/y/z.pf"])
FILES = st.dictionaries(
    PATHS,
    st.builds(
        lambda size, mtime_ns, text, new, key: (size, mtime_ns, of_bytes(text), new, of_bytes(key) if key else b""),
        st.integers(0, 2**60),
        st.integers(-(2**62), 2**62),  # there are files from before 1970
        st.binary(max_size=3),
        st.booleans(),
        st.binary(max_size=3),
    ),
).map(lambda files: {path: Output(path, *rest) for path, rest in files.items()})


@given(FILES)
def test_they_come_back_as_they_were_put_in(files: dict[str, Output]) -> None:
    outputs = Outputs(files.values())
    for same in (outputs, Outputs.restored(*outputs.packed()), pickle.loads(pickle.dumps(outputs))):
        assert dict(same) == files
        assert list(same) == list(files)
        assert same.waiting() == [path for path, file in files.items() if file.new]
        assert same.below("pagefind/") == {p: file for p, file in files.items() if p.startswith("pagefind/")}


@given(FILES, FILES)
def test_a_file_is_known_again_by_what_it_is_made_from(files: dict[str, Output], others: dict[str, Output]) -> None:
    outputs = Outputs(files.values())
    for path, other in others.items():
        same = path in files and other.key and files[path].key == other.key
        assert outputs.made_from(other.key or of_bytes(b"no key"), path) == (files[path] if same else None)


@given(FILES, st.sets(PATHS), FILES, FILES)
def test_changes_leave_what_they_began_with(
    files: dict[str, Output], gone: set[str], first: dict[str, Output], second: dict[str, Output]
) -> None:
    outputs = Outputs(files.values())
    once = outputs.changed(gone, first.values())
    twice = once.changed((), second.values())
    wanted = {**{path: file for path, file in files.items() if path not in gone}, **first}
    assert dict(outputs) == files
    assert dict(once) == wanted
    known, other = once.unlike(outputs), {path: file for path, file in once.items() if files.get(path) != file}
    assert known == (None if gone & files.keys() or first.keys() - files.keys() else other)
    assert dict(twice) == {**wanted, **second}
    once.settle()
    assert not once.waiting()
    assert dict(twice) == {**wanted, **second}
