"""An OAI Static Repository ("Specification for an OAI Static Repository and an OAI Static Repository Gateway", 2.0).

One file, which a gateway offers to harvesters by OAI-PMH 2.0 in two formats: `oai_dc`, and CERIF as OpenAIRE has it.
The records have abstracts where the works they are made of have them. The whole file is `begin`, for each format the
start of its list (`list_of`), its records and LIST_END, and END.
"""

from urllib.parse import urlsplit

from kartotek.export import cerif
from kartotek.export.dublin_core import simple
from kartotek.export.work import Work
from kartotek.export.xml import DECLARATION, text

_OAI = "http://www.openarchives.org/OAI/2.0"
_DC = (
    f'<oai_dc:dc xmlns:oai_dc="{_OAI}/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xsi:schemaLocation="{_OAI}/oai_dc/ {_OAI}/oai_dc.xsd">'
)


def base_url(address: str, gateway: str) -> str:
    """Where harvesters ask for a file at `address`: the gateway with the address after it, without scheme (3.2).

    Without a gateway nobody answers; then it is the address itself.
    """
    parts = urlsplit(address)
    return f"{gateway}{parts.netloc}{parts.path}" if gateway else address


def begin(name: str, address: str, email: str, earliest: str) -> str:
    """Everything before the first record: Identify and ListMetadataFormats.

    `address` is the `base_url`, `email` the administrator's, `earliest` the first day of a change (YYYY-MM-DD).
    """
    return (
        f'{DECLARATION}<Repository xmlns="{_OAI}/static-repository" xmlns:oai="{_OAI}/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{_OAI}/static-repository {_OAI}/static-repository.xsd">\n<Identify>\n'
        f"<oai:repositoryName>{text(name)}</oai:repositoryName>\n<oai:baseURL>{text(address)}</oai:baseURL>\n"
        f"<oai:protocolVersion>2.0</oai:protocolVersion>\n<oai:adminEmail>{text(email)}</oai:adminEmail>\n"
        f"<oai:earliestDatestamp>{earliest}</oai:earliestDatestamp>\n<oai:deletedRecord>no</oai:deletedRecord>\n"
        "<oai:granularity>YYYY-MM-DD</oai:granularity>\n</Identify>\n<ListMetadataFormats>\n<oai:metadataFormat>"
        f"<oai:metadataPrefix>oai_dc</oai:metadataPrefix><oai:schema>{_OAI}/oai_dc.xsd</oai:schema>"
        f"<oai:metadataNamespace>{_OAI}/oai_dc/</oai:metadataNamespace></oai:metadataFormat>\n<oai:metadataFormat>"
        f"<oai:metadataPrefix>{cerif.PREFIX}</oai:metadataPrefix><oai:schema>{cerif.SCHEMA}</oai:schema>"
        f"<oai:metadataNamespace>{cerif.NAMESPACE}</oai:metadataNamespace></oai:metadataFormat>\n"
        "</ListMetadataFormats>\n"
    )


DUBLIN_CORE, CERIF = "oai_dc", cerif.PREFIX
LIST_END = "</ListRecords>\n"
END = "</Repository>\n"


def list_of(prefix: str) -> str:
    """The start of the list of records in a format."""
    return f'<ListRecords metadataPrefix="{prefix}">\n'


def record(host: str, day: str, work: Work) -> str:
    """The record of a work in Dublin Core with the day of its last change (YYYY-MM-DD)."""
    elements = "".join(f"<dc:{name}>{text(value)}</dc:{name}>" for name, value in simple(work))
    return with_header(host, day, f"publications/{work.record.key}", f"{_DC}{elements}</oai_dc:dc>")


def with_header(host: str, day: str, name: str, metadata: str) -> str:
    """A record in any format.

    Its identifier is "oai:HOST:publications/NAME" (OAI-PMH implementation guidelines, "oai-identifier").
    """
    return (
        f"<oai:record><oai:header><oai:identifier>oai:{text(host)}:{text(name)}</oai:identifier>"
        f"<oai:datestamp>{day}</oai:datestamp></oai:header><oai:metadata>{metadata}</oai:metadata></oai:record>\n"
    )
