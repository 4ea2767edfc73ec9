"""PDF files for tests, written by hand (ISO 32000-1)."""

A4 = (595, 842)


def pdf(pages: int = 1, size: tuple[float, float] = A4, text: str = "On Files", trailer: str = "") -> bytes:
    """A file of some pages with a text in large letters; `trailer` is added to the dictionary at its end."""
    content = f"BT /F1 60 Tf 40 {size[1] - 100} Td ({text}) Tj ET"
    numbers = range(5, 5 + pages)
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents 4 0 R"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{number} 0 R' for number in numbers)}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        *(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>" for _ in numbers),
    ]
    made = b"%PDF-1.4\n"
    places: list[int] = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def locked() -> bytes:
    """A file that needs a password, which nobody knows."""
    wrong = "<" + "ab" * 32 + ">"
    encryption = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {wrong} /U {wrong} /P -4 >> /ID [<00> <00>]"
    return pdf(trailer=encryption)
