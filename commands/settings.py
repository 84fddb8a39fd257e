"""`flask settings`: every setting, its value, where the value comes from; secrets masked."""

from collections.abc import Callable, Sequence

import click

from settings_kinds import Inspection, SettingRow


def settings_command(look: Callable[[], Inspection]) -> click.Command:
    """Make the command; `look` reads the settings as they are at that moment."""

    @click.command("settings")
    @click.option("--markdown", is_flag=True, help="Print the table of docs/operating.md.")
    def settings(markdown: bool) -> None:
        """Print every setting; exit with 1 when one is bad."""
        found = look()
        if markdown:
            click.echo(settings_table(found.rows))
            return
        for row in found.rows:
            click.echo(f"{row.name:18} {row.value or '(empty)'}  [{row.source}]")
            click.echo(f"{'':18} {row.help} Allowed: {row.allowed}.")
        for line in (*found.warnings, *found.problems):
            click.echo(line, err=True)
        if found.problems:
            raise SystemExit(1)

    return settings


def settings_table(rows: Sequence[SettingRow]) -> str:
    """Write the settings as a Markdown table."""
    lines = ["| setting | default | what it does | allowed |", "|---|---|---|---|"]
    for row in rows:
        default = f"`{row.default}`" if row.default else "empty"
        secret = " Secret: may be given as a file with `" + row.name + "_FILE`." if row.secret else ""
        lines.append(f"| `{row.name}` | {default} | {row.help}{secret} | {row.allowed} |")
    return "\n".join(lines)
