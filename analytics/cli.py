"""The command ``leftout``."""

from __future__ import annotations

from dataclasses import asdict

import click

import analytics
from analytics.commands.analyze import analyze
from analytics.commands.check import check
from analytics.commands.console import complain, print_faults, print_json, speak_any_encoding
from analytics.commands.dashboard import dashboard
from analytics.commands.evaluate import evaluate
from analytics.commands.export import export
from analytics.commands.import_codings import import_codings
from analytics.commands.new import new
from analytics.commands.report import report
from analytics.commands.verify import verify
from analytics.errors import AnalyticsError, StudyError


class _SpeakingGroup(click.Group):
    """Says our own errors in sentences on stderr, and as JSON where it was asked for, exit code 1; others are bugs and stay loud."""

    def invoke(self, ctx: click.Context) -> object:
        speak_any_encoding()
        wants_json = "--json" in ctx.args  # what is left for the command, before it takes it
        try:
            return super().invoke(ctx)
        except StudyError as error:
            print_faults(error.faults)
            said = [asdict(fault) for fault in error.faults]
        except AnalyticsError as error:
            complain(str(error))
            said = [{"message": str(error), "severity": "fatal"}]
        if wants_json:
            print_json({"faults": said})
        return ctx.exit(1)


@click.group(cls=_SpeakingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(analytics.__version__, prog_name="leftout")
def main() -> None:
    """Show what each outlet kept of a statement, and what it left out.

    A STUDY is a folder with a study.toml, the path of such a manifest, or a packed study (zip).

    Exit code 0: done. 1: the input is at fault. 2: wrong usage.
    """


for command in (dashboard, analyze, check, evaluate, new, report, export, import_codings, verify):
    main.add_command(command)
