"""The table of roles: what people did for a work besides writing it, one row each, and the roles of CRediT.

A format has a role only where its own word means exactly the same; elsewhere the role is given in words or left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kartotek.text.translated import N_


@dataclass(frozen=True, slots=True)
class Role:
    """One role. `listed_in` is the field of publications with those who have it: most are in `contributors`, where
    each person says the role by its `key`.

    Those who have a role that `makes` a work stand for its authors where it has neither authors nor editors.

    `marc` is a code of the MARC relators of the Library of Congress, `datacite` a contributorType of DataCite, `csl` a
    variable of CSL 1.0.2, `biblatex` a field of biblatex; "" where there is none with this meaning. `ris` has the tag
    by type of reference (TY), `schema_org` the property by class of work, where "" stands for every CreativeWork.
    """

    key: str
    label: str
    plural: str
    listed_in: str = "contributors"
    makes: bool = False
    marc: str = ""
    datacite: str = "Other"
    csl: str = ""
    biblatex: str = ""
    ris: Mapping[str, str] = field(default_factory=dict)
    schema_org: Mapping[str, str] = field(default_factory=dict)

    @property
    def tags(self) -> str:
        """The tags of RIS, for tables that people read."""
        return ", ".join(dict.fromkeys(self.ris.values()))

    @property
    def properties(self) -> str:
        """The properties of schema.org, for tables that people read."""
        return ", ".join(dict.fromkeys(self.schema_org.values()))


_IN_BOOKS = dict.fromkeys(("BOOK", "RPRT"), "A2") | dict.fromkeys(("CHAP", "CONF", "ENCYC", "DICT"), "A3")
"""RIS: editors of the series of a book, and of the series that the book of a chapter is in."""

_TABLE = (
    Role("author", N_("Author"), N_("Authors"), listed_in="authors", marc="aut", datacite="", csl="author",
        biblatex="author", ris={"": "AU"}, schema_org={"": "author"}),
    Role("editor", N_("Editor"), N_("Editors"), listed_in="editors", marc="edt", datacite="Editor", csl="editor",
        biblatex="editor", ris={"": "A2", "BOOK": "A3", "THES": "ED"}, schema_org={"": "editor"}),
    Role("translator", N_("Translator"), N_("Translators"), listed_in="translators", marc="trl", csl="translator",
        biblatex="translator", ris={"": "A4"}, schema_org={"": "translator"}),
    Role("supervisor", N_("Supervisor"), N_("Supervisors"), listed_in="supervisors", marc="dgs", datacite="Supervisor",
        ris={"": "A3"}),
    # books and texts
    Role("series-editor", N_("Series editor"), N_("Series editors"), csl="collection-editor", ris=_IN_BOOKS),
    Role("compiler", N_("Compiler"), N_("Compilers"), makes=True, marc="com", csl="compiler"),
    Role("annotator", N_("Annotator"), N_("Annotators"), marc="ann", biblatex="annotator"),
    Role("commentator", N_("Commentator"), N_("Commentators"), marc="wac", biblatex="commentator"),
    Role("foreword-author", N_("Author of the foreword"), N_("Authors of the foreword"), marc="wfw",
        biblatex="foreword"),
    Role("introduction-author", N_("Author of the introduction"), N_("Authors of the introduction"), marc="win",
        biblatex="introduction"),
    Role("afterword-author", N_("Author of the afterword"), N_("Authors of the afterword"), marc="waw",
        biblatex="afterword"),
    Role("illustrator", N_("Illustrator"), N_("Illustrators"), marc="ill", csl="illustrator",
        schema_org={"Book": "illustrator"}),
    Role("photographer", N_("Photographer"), N_("Photographers"), marc="pht"),
    Role("designer", N_("Designer"), N_("Designers"), marc="dsr"),
    Role("interviewer", N_("Interviewer"), N_("Interviewers"), marc="ivr", csl="interviewer"),
    Role("recipient", N_("Recipient"), N_("Recipients"), marc="rcp", csl="recipient"),
    Role("contributor", N_("Contributor"), N_("Contributors"), marc="ctb", csl="contributor",
        schema_org={"": "contributor", "ExhibitionEvent": "contributor"}),
    # exhibitions, performances, films, recordings
    Role("curator", N_("Curator"), N_("Curators"), makes=True, marc="cur", csl="curator"),
    Role("organizer", N_("Organiser"), N_("Organisers"), makes=True, marc="orm", csl="organizer"),
    Role("chair", N_("Chair"), N_("Chairs"), csl="chair"),
    Role("moderator", N_("Moderator"), N_("Moderators"), marc="mod"),
    Role("director", N_("Director"), N_("Directors"), makes=True, marc="drt", csl="director",
        schema_org=dict.fromkeys(("VideoObject", "PodcastEpisode", "ExhibitionEvent"), "director")),
    Role("producer", N_("Producer"), N_("Producers"), marc="pro", datacite="Producer", csl="producer",
        ris={"VIDEO": "A3"}, schema_org={"": "producer"}),
    Role("script-writer", N_("Script writer"), N_("Script writers"), marc="aus", csl="script-writer"),
    Role("composer", N_("Composer"), N_("Composers"), makes=True, marc="cmp", csl="composer",
        schema_org=dict.fromkeys(("VideoObject", "PodcastEpisode"), "musicBy") | {"ExhibitionEvent": "composer"}),
    Role("conductor", N_("Conductor"), N_("Conductors"), makes=True, marc="cnd"),
    Role("performer", N_("Performer"), N_("Performers"), makes=True, marc="prf", csl="performer", ris={"VIDEO": "C1"},
        schema_org={"ExhibitionEvent": "performer"}),
    Role("narrator", N_("Narrator"), N_("Narrators"), marc="nrt", csl="narrator"),
    Role("host", N_("Host"), N_("Hosts"), makes=True, marc="hst", csl="host"),
    Role("guest", N_("Guest"), N_("Guests"), csl="guest"),
    # theses
    Role("opponent", N_("Opponent"), N_("Opponents"), marc="opn"),
    Role("committee-member", N_("Member of the assessment committee"), N_("Assessment committee"), marc="dgc"),
    # patents
    Role("applicant", N_("Applicant"), N_("Applicants"), marc="pta"),
    Role("assignee", N_("Assignee"), N_("Assignees"), marc="pth", biblatex="holder", ris={"PAT": "PB"}),
    # data, software, projects
    Role("contact-person", N_("Contact person"), N_("Contact persons"), datacite="ContactPerson"),
    Role("data-collector", N_("Data collector"), N_("Data collectors"), datacite="DataCollector"),
    Role("data-curator", N_("Data curator"), N_("Data curators"), datacite="DataCurator"),
    Role("data-manager", N_("Data manager"), N_("Data managers"), marc="dtm", datacite="DataManager"),
    Role("distributor", N_("Distributor"), N_("Distributors"), marc="dst", datacite="Distributor"),
    Role("hosting-institution", N_("Hosting institution"), N_("Hosting institutions"), datacite="HostingInstitution"),
    Role("maintainer", N_("Maintainer"), N_("Maintainers"), schema_org={"": "maintainer"}),
    Role("project-leader", N_("Project leader"), N_("Project leaders"), marc="pdr", datacite="ProjectLeader"),
    Role("project-manager", N_("Project manager"), N_("Project managers"), datacite="ProjectManager"),
    Role("project-member", N_("Project member"), N_("Project members"), datacite="ProjectMember"),
    Role("researcher", N_("Researcher"), N_("Researchers"), marc="res", datacite="Researcher"),
    Role("research-group", N_("Research group"), N_("Research groups"), datacite="ResearchGroup"),
    Role("rights-holder", N_("Rights holder"), N_("Rights holders"), datacite="RightsHolder"),
    Role("sponsor", N_("Sponsor"), N_("Sponsors"), marc="spn", datacite="Sponsor",
        schema_org={"": "sponsor", "ExhibitionEvent": "sponsor"}),
)  # fmt: skip

ROLE_TABLE: Mapping[str, Role] = {role.key: role for role in _TABLE}
"""The roles by key, in the order in which pages show them."""
OTHER_ROLES: Mapping[str, Role] = {key: role for key, role in ROLE_TABLE.items() if role.listed_in == "contributors"}
"""The roles that people among the `contributors` may have."""
MAKERS = frozenset(key for key, role in OTHER_ROLES.items() if role.makes)
"""The roles that stand for authors where there are none."""
ROLES = tuple(dict.fromkeys(role.listed_in for role in _TABLE))
"""The fields that hold contributors, in the order in which pages show them."""


@dataclass(frozen=True, slots=True)
class CreditRole:
    """One of the fourteen contributor roles of CRediT (ANSI/NISO Z39.104-2022); `key` is the last part of its
    address."""

    key: str
    label: str

    @property
    def url(self) -> str:
        """The address by which the standard names the role."""
        return f"https://credit.niso.org/contributor-roles/{self.key}/"


CREDIT: Mapping[str, CreditRole] = {
    key: CreditRole(key, label)
    for key, label in (
        ("conceptualization", N_("Conceptualization")),
        ("data-curation", N_("Data curation")),
        ("formal-analysis", N_("Formal analysis")),
        ("funding-acquisition", N_("Funding acquisition")),
        ("investigation", N_("Investigation")),
        ("methodology", N_("Methodology")),
        ("project-administration", N_("Project administration")),
        ("resources", N_("Resources")),
        ("software", N_("Software")),
        ("supervision", N_("Supervision")),
        ("validation", N_("Validation")),
        ("visualization", N_("Visualization")),
        ("writing-original-draft", N_("Writing – original draft")),
        ("writing-review-editing", N_("Writing – review & editing")),
    )
}
"""The roles of CRediT by key, in the order of the standard."""
