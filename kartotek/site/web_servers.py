"""Settings of web servers, made for one portal: nginx, Apache, Caddy."""

import re
from collections.abc import Iterator

from kartotek.output.caching import FOREVER, MINUTES, NAMED_BY_CONTENT
from kartotek.render.policy import SANDBOX
from kartotek.site.host_facts import NO_FRAMES, HostFacts

_TEXT_TYPES = (
    "text/css text/csv text/javascript text/plain application/javascript application/json application/ld+json "
    "application/xml application/atom+xml application/linkset+json image/svg+xml"
)


def nginx(facts: HostFacts, folder: str) -> Iterator[str]:
    """A file for nginx, for `/etc/nginx/conf.d/`; `folder` is where `dist/` is copied to."""
    base = facts.base
    root = folder.removesuffix(base.rstrip("/"))
    yield f"server {{\n    server_name {facts.host};\n    listen 80;\n    listen [::]:80;"
    yield f"    root {_nginx(root)};"
    yield f"    error_page 404 {_nginx(base + '404.html')};"
    yield "    absolute_redirect off;\n    charset utf-8;"
    yield f"    gzip on;\n    gzip_vary on;\n    gzip_types {_TEXT_TYPES};"
    if "gzip" in facts.packed:
        yield "    gzip_static on;"
    if "brotli" in facts.packed:
        yield "    # with the module ngx_brotli: brotli_static on;"
    yield from _nginx_headers("    ", "$kartotek_policy", MINUTES)
    for part in NAMED_BY_CONTENT:
        yield f"    location ^~ {_nginx(base + part)} {{"
        yield from _nginx_headers("        ", "$kartotek_policy", FOREVER)
        yield "    }"
    if facts.admin:
        yield f"    location ^~ {_nginx(facts.admin)} {{"
        yield from _nginx_headers("        ", f'"{facts.admin_policy}"', MINUTES)
        yield "    }"
    for path in facts.sandboxed:
        yield f"    location = {_nginx(path)} {{"
        yield from _nginx_headers("        ", f'"{SANDBOX}"', MINUTES)
        yield "    }"
    for old, new in facts.both():
        yield f'    location = {_nginx(old)} {{ return 301 "{new}"; }}'
    yield "}"
    yield "map $sent_http_content_type $kartotek_policy {"
    yield f'    default "{NO_FRAMES}";\n    ~^text/html "{facts.policy}";'
    yield "}"


def _nginx_headers(indent: str, policy: str, cache: str) -> Iterator[str]:
    """The headers of a level. A level that has some inherits none."""
    yield f'{indent}add_header Cache-Control "{cache}";'
    yield f"{indent}add_header X-Content-Type-Options nosniff always;"
    yield f"{indent}add_header Content-Security-Policy {policy} always;"


def _nginx(path: str) -> str:
    """A text in quotes, for nginx."""
    return '"{}"'.format(re.sub(r'(["\\])', r"\\\1", path))


def apache(facts: HostFacts, _folder: str = "") -> Iterator[str]:
    """Lines for Apache 2.4: a `.htaccess`, or the inside of `<Directory>`. They need `AllowOverride FileInfo`."""
    yield f"ErrorDocument 404 {facts.base}404.html"
    yield "AddDefaultCharset utf-8"
    yield "<IfModule mod_headers.c>"
    yield f'Header always set Cache-Control "{MINUTES}"'
    for part in NAMED_BY_CONTENT:
        below = re.escape(facts.base + part)
        yield f'Header always set Cache-Control "{FOREVER}" "expr=%{{REQUEST_URI}} =~ m#^{below}#"'
    yield "Header always set X-Content-Type-Options nosniff"
    yield f'Header always set Content-Security-Policy "{NO_FRAMES}"'
    yield f'Header always set Content-Security-Policy "{facts.policy}" "expr=%{{CONTENT_TYPE}} =~ m#^text/html#"'
    if facts.admin:
        below = re.escape(facts.admin)
        yield f'Header always set Content-Security-Policy "{facts.admin_policy}" "expr=%{{REQUEST_URI}} =~ m#^{below}#"'
    for path in facts.sandboxed:
        yield f'Header always set Content-Security-Policy "{SANDBOX}" "expr=%{{REQUEST_URI}} == {_apache(path)}"'
    yield "</IfModule>"
    for old, new in facts.redirects:
        slash = "/?" if old.endswith("/") else ""
        yield f'RedirectMatch 301 "^{_apache_pattern(old.rstrip("/"))}{slash}$" "{new}"'
    if "gzip" in facts.packed:
        yield from _APACHE_GZIP


_APACHE_GZIP = (
    "<IfModule mod_rewrite.c>",
    "RewriteEngine on",
    "RewriteCond %{HTTP:Accept-Encoding} gzip",
    "RewriteCond %{REQUEST_FILENAME}.gz -f",
    "RewriteRule ^(.+)$ $1.gz [L,E=no-gzip:1]",
    "</IfModule>",
    # whoever asks for the packed file itself gets it as a file: its address ends with .gz
    '<If "%{REQUEST_FILENAME} =~ m#\\.(html|css|js|json|xml|svg|atom|bib|ris|csv|txt)\\.gz$#'
    ' && %{THE_REQUEST} !~ m#^[^ ]+ [^ ?]*\\.gz[ ?]#">',
    "RemoveType .gz",
    "AddEncoding gzip .gz",
    "<IfModule mod_headers.c>",
    "Header append Vary Accept-Encoding",
    "</IfModule>",
    "</If>",
)


def _apache(path: str) -> str:
    """A text in single quotes, in an expression in double quotes."""
    return "'{}'".format(re.sub(r"(['\\\"])", r"\\\1", path))


def _apache_pattern(path: str) -> str:
    return re.escape(path).replace('"', '\\"')


def caddy(facts: HostFacts, folder: str) -> Iterator[str]:
    """A site of a Caddyfile; `folder` is where `dist/` is copied to."""
    base = facts.base
    root = folder.removesuffix(base.rstrip("/"))
    packed = [name for name, form in (("br", "brotli"), ("gzip", "gzip")) if form in facts.packed]
    yield f"{facts.host} {{\n\troot * {_caddy(root)}\n\tencode zstd gzip"
    yield f"\tfile_server {{\n\t\tprecompressed {' '.join(packed)}\n\t}}" if packed else "\tfile_server"
    yield "\tmap {path} {kartotek_policy} {kartotek_cache} {"
    for path in facts.sandboxed:
        yield f'\t\t{_caddy(path)} "{SANDBOX}" "{MINUTES}"'
    for part in NAMED_BY_CONTENT:
        yield f'\t\t~^{re.escape(base + part)} "{NO_FRAMES}" "{FOREVER}"'
    if facts.admin:
        yield f'\t\t~^{re.escape(facts.admin)} "{facts.admin_policy}" "{MINUTES}"'
    yield f'\t\t~(/|\\.html?)$ "{facts.policy}" "{MINUTES}"'
    yield f'\t\tdefault "{NO_FRAMES}" "{MINUTES}"\n\t}}'
    yield "\theader Content-Security-Policy {kartotek_policy}\n\theader Cache-Control {kartotek_cache}"
    yield "\theader X-Content-Type-Options nosniff"
    for old, new in facts.both():
        yield f"\tredir {_caddy(old)} {new} permanent"
    yield f"\thandle_errors {{\n\t\trewrite * {base}404.html\n\t\tfile_server\n\t}}\n}}"


def _caddy(path: str) -> str:
    """A text in quotes, for Caddy."""
    return '"{}"'.format(re.sub(r'(["\\])', r"\\\1", path))
