"""A hook of MkDocs that draws every block of the language `netpol` with `netpol render`.

For readers without JavaScript, for print and for feeds; the text stays below. In
mkdocs.yml:

    hooks:
      - poster.py

It needs `netpol` on the PATH, or its path in NETPOL.
"""

import base64
import html
import os
import re
import subprocess

BLOCK = re.compile(r"^(`{3,}|~{3,})netpol\b[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown, **_):
    return BLOCK.sub(lambda it: with_poster(it.group(2)), markdown)


def with_poster(text):
    """On one line, since Markdown would read on behind an empty one."""
    command = [os.environ.get("NETPOL", "netpol"), "render", "--theme", "light", "--width", "720", "-"]
    svg = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    source = "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
    lines = html.escape(text, quote=False).replace("\n", "&#10;")
    picture = f'<img src="{source}" alt="Who reaches whom">'
    return f"<div><netpol-playground>{picture}<pre><code>{lines}</code></pre></netpol-playground></div>\n"
