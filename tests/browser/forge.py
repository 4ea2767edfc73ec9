"""As much of GitHub's API as Sveltia CMS calls: a branch whose files can be read, and commits on top of it."""

import json
import re
from base64 import b64decode
from hashlib import sha1
from typing import Any

from playwright.sync_api import Page, Request, Route

API = "https://api.github.com"
_HEADERS = {"access-control-allow-origin": "*", "access-control-allow-headers": "*", "content-type": "application/json"}


def oid(content: bytes) -> str:
    """What git calls a file."""
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class Forge:
    """A repository `library/portal` with a branch `main`. `commits` are what was committed: message, then files."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.head = "0" * 40
        self.commits: list[tuple[str, dict[str, bytes]]] = []
        self.unknown: list[str] = []
        self.tokens: set[str] = set()

    def answer_for(self, page: Page) -> None:
        """Answer in place of the host, which no request of the page reaches."""
        page.route(f"{API}/**", self._answer)

    def _answer(self, route: Route) -> None:
        request = route.request
        self.tokens.add(request.headers.get("authorization", ""))
        found = {} if request.method == "OPTIONS" else self._found(request)
        if found is None:
            self.unknown.append(f"{request.method} {request.url}")
        route.fulfill(status=404 if found is None else 200, headers=_HEADERS, body=json.dumps(found or {}))

    def _found(self, request: Request) -> Any:
        path = request.url.removeprefix(API).partition("?")[0]
        if path == "/graphql":
            asked = json.loads(request.post_data or "{}")
            return {"data": self._graphql(asked["query"], asked["variables"])}
        if path == "/user":
            avatar = "https://avatars.githubusercontent.com/u/1"
            return {"id": 1, "login": "ada", "name": "Ada Lind", "email": "ada@example.org", "avatar_url": avatar}
        if path == "/repos/library/portal/collaborators/ada":
            return {"ok": True}
        if path == f"/repos/library/portal/git/trees/{self.head}":
            return {
                "tree": [
                    {"type": "blob", "path": name, "sha": oid(content), "size": len(content)}
                    for name, content in self.files.items()
                ]
            }
        return None

    def _graphql(self, query: str, variables: dict[str, Any]) -> Any:
        if "createCommitOnBranch" in query:
            return {"createCommitOnBranch": {"commit": self._commit(variables["input"], query)}}
        texts = {oid(content): content.decode() for content in self.files.values()}
        found: dict[str, Any] = {
            name: {"text": texts[of], "isTruncated": False}
            for name, of in re.findall(r'(\w+):\s*object\(oid: "(\w+)"\)', query)
        }
        author = {"name": "Ada Lind", "email": "ada@example.org", "user": {"id": 1, "login": "ada"}}
        node = {"oid": self.head, "message": "x", "author": author, "committedDate": "2026-01-01T00:00:00Z"}
        for name in re.findall(r"(?:(\w+):\s*)?ref\(", query):
            found[name or "ref"] = {"target": {"history": {"nodes": [node]}}}
        return {"repository": found}

    def _commit(self, wanted: dict[str, Any], query: str) -> dict[str, Any]:
        assert wanted["branch"] == {"repositoryNameWithOwner": "library/portal", "branchName": "main"}
        assert wanted["expectedHeadOid"] == self.head
        added = {each["path"]: b64decode(each["contents"]) for each in wanted["fileChanges"]["additions"]}
        self.files.update(added)
        self.head = f"{len(self.commits) + 1:040}"
        self.commits.append((wanted["message"]["headline"], added))
        made = {name: {"oid": oid(self.files[of])} for name, of in re.findall(r'(\w+): file\(path: "(.+?)"\)', query)}
        return {"oid": self.head, "committedDate": "2026-01-01T00:00:00Z", **made}
