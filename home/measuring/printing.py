from home.measuring.timing import Row


def table(rows: list[Row]) -> str:
    """A line for each row; columns are what any row has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    heading = f"{names[0]:48}" + "".join(f"{name:>15}" for name in names[1:])
    lines = [
        f"{row[names[0]]:48}" + "".join(f"{row.get(name, ''):>15}" for name in names[1:]) for row in rows
    ]
    return "\n".join([heading, *lines, ""])
