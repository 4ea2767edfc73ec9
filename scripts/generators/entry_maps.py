"""What the reference of the entry format says of fields whose values are maps: a person, a file, a relation."""

from kartotek.content.fields import Fields
from kartotek.model.common_fields import FUNDING_FIELDS, LINK_FIELDS, OTHER_CONTRIBUTOR_FIELDS, RETIREMENT_FIELDS
from kartotek.model.coverage_fields import COVERED_PLACE_FIELDS
from kartotek.model.publication_maps import (
    EVENT_FIELDS,
    FILE_FIELDS,
    NOTICE_FIELDS,
    ORIGINAL_FIELDS,
    RELATION_FIELDS,
    RETRACTION_FIELDS,
    REVIEWED_FIELDS,
)

MAPS: dict[str, tuple[str, Fields]] = {
    "A person in a list": (
        """`authors`, `editors`, `translators`, `supervisors` and a project's `people` are lists of names ("Given
Family" or "Family, Given") or of maps; `contributors` are maps. A name belongs to the person entry that has it as
`name` or among `other_names`; where two entries share a name, `id` says which one is meant. The entry also says which
part is the family name, and with which accents it is written, on all works printed under one of its names. A name among
its `hidden_names` leads to the person as well, and is shown nowhere: pages, citations, exports and the search have the
present name. `check` says where a file name, an old address or a text still has it. A group has only a `literal`.
Someone who did several things is listed under each of them, or has several roles as one of the `contributors`.""",
        OTHER_CONTRIBUTOR_FIELDS,
    ),
    "`files`": (
        """Each has a `path` or a `url`. A file that everyone may read is published next to the page of its
publication, under its own name: `/publications/NAME/paper.pdf`. A closed file is not published.""",
        FILE_FIELDS,
    ),
    "`event`": ("A `name` is required.", EVENT_FIELDS),
    "`spatial_coverage`": (
        "Names, or maps: a point has `latitude` and `longitude`, an area four edges.",
        COVERED_PLACE_FIELDS,
    ),
    "`related`": ("Each has a `relation`, and one of `id`, `doi` and `url`.", RELATION_FIELDS),
    "`reviewed`": (
        """Its title and authors, or the `id` of its entry, which says them. A review that names an entry in `related`
with `relation: Reviews` need not name it again. Without it, a review is cited as an article.""",
        REVIEWED_FIELDS,
    ),
    "`original`": ("What is known of it, or the `id` of its entry.", ORIGINAL_FIELDS),
    "`funding`": ("Each has a `funder`.", FUNDING_FIELDS),
    "`links`": ("Addresses, or maps with a `url`.", LINK_FIELDS),
    "`retracted`": ("`yes`, or a map of what is known.", RETRACTION_FIELDS),
    "`notices`": (
        """Each has a `kind`, and at most one of `id`, `doi` and `url`, where the notice is. After a retraction, removal
or withdrawal all that is made for citing and finding the work has a sign before its title: [RETRACTED]. A notice with
an entry of its own says what it is a notice of.""",
        NOTICE_FIELDS,
    ),
    "`retired`": (
        """A map with a `reason`, or the reason alone. Nothing of the entry is shown but a notice at its address
(`kartotek retire` writes it): see [addresses that last](addresses.md).""",
        RETIREMENT_FIELDS,
    ),
}
"""The fields of values that have fields of their own, by heading."""
